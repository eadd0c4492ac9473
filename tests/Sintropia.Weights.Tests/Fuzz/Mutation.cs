using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Sintropia.Weights.Tests.Fuzz;

/// <summary>Changes whole files as damage, or somebody of bad intent, would.</summary>
internal sealed class Mutation(Random random)
{
    private static readonly ulong[] Awkward =
    [
        0, 1, 2, 7, 8, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 1 << 20, int.MaxValue, 1U << 31, uint.MaxValue, 1UL << 32, 100_000_000, long.MaxValue, 1UL << 63, ulong.MaxValue, ulong.MaxValue - 7, 1UL << 61, 1_000_000_000,
    ];

    // Opcodes of pickles that make, recall, copy or call.
    private static readonly byte[] Opcodes = [.. "()}].(0125KMJNGXBUTCcRQbtaeusqrhjioPIgp"u8, .. Enumerable.Range(0x80, 26).Select(i => (byte)i)];

    /// <summary>One file of the corpus with one to eight changes, more often few.</summary>
    public byte[] Of(IReadOnlyList<byte[]> corpus)
    {
        List<byte> bytes = [.. corpus[random.Next(corpus.Count)]];
        for (var changes = random.Next(1, random.Next(2, 10)); changes > 0; changes--) Change(bytes, corpus);
        return [.. bytes];
    }

    private void Change(List<byte> bytes, IReadOnlyList<byte[]> corpus)
    {
        if (bytes.Count < 9)
        {
            bytes.AddRange(corpus[random.Next(corpus.Count)]);
            return;
        }

        var (at, length) = (random.Next(bytes.Count), random.Next(1, 32));
        length = Math.Min(length, bytes.Count - at);
        switch (random.Next(11))
        {
            case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 1: bytes[at] = (byte)random.Next(256); break;
            case 2: bytes.RemoveRange(at, bytes.Count - at); break; // torn
            case 3: bytes.RemoveRange(at, length); break;
            case 4: bytes.InsertRange(at, bytes.GetRange(at, length)); break; // doubled
            case 5: Number(bytes, at); break;
            case 6: Digits(bytes); break;
            case 7: bytes[at] = Opcodes[random.Next(Opcodes.Length)]; break;
            case 8: bytes.InsertRange(at, Enumerable.Range(0, length).Select(_ => Opcodes[random.Next(Opcodes.Length)])); break;
            case 9: bytes.InsertRange(at, Enumerable.Repeat(Opcodes[random.Next(Opcodes.Length)], random.Next(1, 2000))); break; // nested, or marks without end
            default:
                var other = corpus[random.Next(corpus.Count)];
                bytes.InsertRange(at, other.AsSpan(random.Next(other.Length)).ToArray());
                break;
        }
    }

    private void Number(List<byte> bytes, int at)
    {
        var number = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(number, Awkward[random.Next(Awkward.Length)]);
        var size = Math.Min(1 << random.Next(4), bytes.Count - at);
        for (var i = 0; i < size; i++) bytes[at + i] = number[i];
    }

    /// <summary>Writes another number over one in a text.</summary>
    private void Digits(List<byte> bytes)
    {
        var digits = Enumerable.Range(0, Math.Min(bytes.Count, 20_000)).Where(i => bytes[i] is >= (byte)'0' and <= (byte)'9').ToList();
        if (digits.Count == 0) return;
        var at = digits[random.Next(digits.Count)];
        bytes.RemoveAt(at);
        var number = Awkward[random.Next(Awkward.Length)].ToString(CultureInfo.InvariantCulture);
        bytes.InsertRange(at, Encoding.ASCII.GetBytes(random.Next(4) switch { 0 => "-" + number, 1 => number + "e3", 2 => number + number, _ => number }));
    }
}
