using System.Runtime.CompilerServices;

namespace Sintropia.Biology.Chance;

/// <summary>Philox4x32-10: a keyed bijection of 128-bit blocks whose outputs pass as random. It has no state, so any draw can be made anywhere, in any order.</summary>
/// <remarks>Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", doi:10.1145/2063384.2063405. Checked against the known answers of Random123.</remarks>
public static class Philox
{
    private const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    // Inverses modulo 2³²: both multipliers are odd, so each round can be undone.
    private static readonly uint Inverse0 = InverseOf(Multiplier0);
    private static readonly uint Inverse1 = InverseOf(Multiplier1);

    /// <summary>The block at a counter under a key. Words are little-endian: the low half of <paramref name="counter"/> is words 0 and 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block Encrypt(Block counter, ulong key)
    {
        uint c0 = (uint)counter.Low, c1 = (uint)(counter.Low >> 32), c2 = (uint)counter.High, c3 = (uint)(counter.High >> 32);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * c0;
            var product1 = (ulong)Multiplier1 * c2;
            c0 = (uint)(product1 >> 32) ^ c1 ^ k0;
            c1 = (uint)product1;
            c2 = (uint)(product0 >> 32) ^ c3 ^ k1;
            c3 = (uint)product0;
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return new(c2 | ((ulong)c3 << 32), c0 | ((ulong)c1 << 32));
    }

    /// <summary>The counter that <see cref="Encrypt"/> turned into this block under the same key.</summary>
    public static Block Decrypt(Block block, ulong key)
    {
        uint c0 = (uint)block.Low, c1 = (uint)(block.Low >> 32), c2 = (uint)block.High, c3 = (uint)(block.High >> 32);
        uint k0 = (uint)key + unchecked(Weyl0 * Rounds), k1 = (uint)(key >> 32) + unchecked(Weyl1 * Rounds);
        for (var round = 0; round < Rounds; round++)
        {
            k0 -= Weyl0;
            k1 -= Weyl1;
            uint before0 = c3 * Inverse0, before2 = c1 * Inverse1;
            var high0 = (uint)(((ulong)Multiplier0 * before0) >> 32);
            var high1 = (uint)(((ulong)Multiplier1 * before2) >> 32);
            (c0, c1, c2, c3) = (before0, c0 ^ high1 ^ k0, before2, c2 ^ high0 ^ k1);
        }

        return new(c2 | ((ulong)c3 << 32), c0 | ((ulong)c1 << 32));
    }

    private static uint InverseOf(uint odd)
    {
        var inverse = odd; // correct to 3 bits; each Newton step doubles that
        for (var step = 0; step < 5; step++) inverse *= 2 - odd * inverse;
        return inverse;
    }
}
