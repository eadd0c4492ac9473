using System.Buffers.Binary;
using System.Globalization;
using System.Reflection;

namespace Sintropia.Biology.Tests.Numerics;

/// <summary>A result known to 1/256 of the last place of the double next to it.</summary>
internal readonly record struct Truth(double Nearest, sbyte Lacks)
{
    /// <summary>The truths at the arguments of index 0, 1, 2, …, as Truth/oracle.py wrote them.</summary>
    public static Truth[] Of(string function) => [.. Lines(function).Select(line =>
    {
        var entry = Convert.FromBase64String(line);
        return new Truth(BinaryPrimitives.ReadDoubleBigEndian(entry), (sbyte)entry[8]);
    })];

    /// <summary>Chosen places of a function: the seams of its parts and the ends of its range.</summary>
    public static IEnumerable<(double[] At, Truth Truth)> Edges(string function) =>
        from line in Lines("edges")
        let words = line.Split(' ')
        where words[0] == function
        select (words[1..^2].Select(FromHex).ToArray(), new Truth(FromHex(words[^2]), sbyte.Parse(words[^1], CultureInfo.InvariantCulture)));

    /// <summary>How far a result is from the truth, in units of its last place.</summary>
    public double UlpsTo(double result)
    {
        if (double.IsInfinity(Nearest) || !double.IsFinite(result)) return result.Equals(Nearest) ? 0 : double.PositiveInfinity;

        // Both divisors are powers of two, since 2⁻¹⁰⁷⁴ has no reciprocal; so the quotient is exact.
        var place = Math.BitIncrement(Math.Abs(Nearest)) - Math.Abs(Nearest);
        if (double.IsInfinity(place)) place = Math.Abs(Nearest) - Math.BitDecrement(Math.Abs(Nearest));
        return Math.Abs((result - Nearest) / place - Lacks / 256.0);
    }

    /// <summary>How far a result is from the truth, as a fraction of it.</summary>
    public double RelativeTo(double result) => Nearest == 0 ? Math.Abs(result) : Math.Abs(result - Nearest) / Math.Abs(Nearest);

    private static double FromHex(string bits) => BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private static List<string> Lines(string file)
    {
        var name = $"Sintropia.Biology.Tests.Numerics.Truth.{file}.txt";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The test assembly holds no {name}. Embed Numerics/Truth/*.txt in the project, or write the file with Truth/oracle.py.");
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line) lines.Add(line);
        return lines;
    }
}
