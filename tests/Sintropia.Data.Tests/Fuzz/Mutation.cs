using System.Buffers.Binary;

namespace Sintropia.Data.Tests.Fuzz;

/// <summary>Changes whole files as damage, or somebody of bad intent, would.</summary>
internal sealed class Mutation(Random random)
{
    private static readonly ulong[] Awkward =
    [
        0, 1, 2, 3, 7, 8, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 1 << 20, int.MaxValue, 1U << 31, uint.MaxValue, 1UL << 32, 100_000_000, 1UL << 40, long.MaxValue, 1UL << 63, ulong.MaxValue, ulong.MaxValue - 7, 1UL << 61, 1_000_000_000,
    ];

    /// <summary>One file of the corpus with one to eight changes, more often few.</summary>
    public byte[] Of(IReadOnlyList<byte[]> corpus)
    {
        var bytes = (byte[])corpus[random.Next(corpus.Count)].Clone();
        for (var changes = random.Next(1, random.Next(2, 10)); changes > 0; changes--) bytes = Changed(bytes);
        return bytes;
    }

    private byte[] Changed(byte[] bytes)
    {
        var at = random.Next(bytes.Length);
        switch (random.Next(12))
        {
            case 0 or 1 or 2: bytes[at] ^= (byte)(1 << random.Next(8)); return bytes;
            case 3: bytes[at] = (byte)random.Next(256); return bytes;
            case 4: return random.Next(4) == 0 && bytes.Length > 100 ? bytes[..random.Next(100, bytes.Length)] : bytes; // torn
            case 5: return [.. bytes, .. new byte[random.Next(1, 1000)]];
            case 6:
                var (from, length) = (random.Next(bytes.Length), random.Next(1, 64));
                length = Math.Min(length, bytes.Length - Math.Max(from, at));
                bytes.AsSpan(from, length).ToArray().CopyTo(bytes, at);
                return bytes;
            case 7:
                bytes.AsSpan(at, Math.Min(random.Next(1, 64), bytes.Length - at)).Clear();
                return bytes;
            default: return Sized(bytes);
        }
    }

    // Sizes, addresses and counts lie at whole words, and where there are zeros there are more of them.
    private byte[] Sized(byte[] bytes)
    {
        var size = 1 << random.Next(4);
        var at = random.Next(bytes.Length / size) * size;
        for (var tries = 0; tries < 20 && !bytes.AsSpan(at, Math.Min(16, bytes.Length - at)).ContainsAnyExcept((byte)0); tries++) at = random.Next(bytes.Length / size) * size;
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(number, Awkward[random.Next(Awkward.Length)]);
        number[..Math.Min(size, bytes.Length - at)].CopyTo(bytes.AsSpan(at));
        return bytes;
    }
}
