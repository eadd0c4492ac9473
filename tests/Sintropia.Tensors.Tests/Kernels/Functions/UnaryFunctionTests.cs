using System.Globalization;

namespace Sintropia.Tensors.Tests.Kernels.Functions;

public sealed class UnaryFunctionTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. UnaryCase.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Lanes_have_the_bits_of_the_meaning_at_every_length_and_place(string name)
    {
        var function = Find(name);
        foreach (var length in Awkward.Lengths)
        {
            var x = Awkward.Strewn(length, length);
            var expected = x.Select(function.Reference).ToArray();
            var y = Awkward.Room(length, length + 1);
            function.Map(x, y);
            Bits.AssertSame(expected, y, $"{name} of {length}");
            Awkward.AssertUntouchedBeside(y);

            function.Map(x, x);
            Bits.AssertSame(expected, x, $"{name} in place of {length}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Errors_stay_within_what_is_stated(string name)
    {
        // About half a million floats, evenly among all bit patterns, and special ones.
        var (worst, at) = Scan(Find(name), Enumerable.Range(0, 524_288).Select(i => BitConverter.UInt32BitsToSingle(unchecked((uint)i * 8192u + (uint)i % 8191u))).Concat(Awkward.Numbers));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {worst:f3} ulp at {at:R}"));
        Assert.True(worst <= Find(name).Ulps, string.Create(CultureInfo.InvariantCulture, $"{name} errs by {worst:f3} ulp at {at:R}, which is more than the {Find(name).Ulps} stated"));
    }

    [Fact(Explicit = true)] // a minute or two of each core for each function: run it by name after a change of one
    public void Errors_stay_within_what_is_stated_for_every_float_there_is()
    {
        var over = new List<string>();
        foreach (var function in UnaryCase.All)
        {
            var parts = Enumerable.Range(0, 1024).AsParallel().Select(part => Scan(function, Part((uint)part << 22))).ToList();
            var (worst, at) = parts.MaxBy(p => p.Worst);
            var found = string.Create(CultureInfo.InvariantCulture, $"{function.Name}: {worst:f4} ulp at {at:R}, {function.Ulps} stated");
            output.WriteLine(found);
            if (!(worst <= function.Ulps)) over.Add(found);
        }

        Assert.Empty(over);

        static IEnumerable<float> Part(uint first)
        {
            for (var i = 0u; i < 1u << 22; i++) yield return BitConverter.UInt32BitsToSingle(first + i);
        }
    }

    private static UnaryCase Find(string name) => UnaryCase.All.Single(c => c.Name == name);

    private static (double Worst, float At) Scan(UnaryCase function, IEnumerable<float> arguments)
    {
        double worst = 0;
        float at = 0;
        foreach (var chunk in arguments.Chunk(65536))
        {
            var y = new float[chunk.Length];
            function.Map(chunk, y);
            for (var i = 0; i < y.Length; i++)
            {
                var error = Ulps.Between(y[i], function.Truth!(chunk[i]), function.Absolute?.Invoke(chunk[i]) ?? 0);
                if (error > worst) (worst, at) = (error, chunk[i]);
            }
        }

        return (worst, at);
    }
}
