using System.Runtime.CompilerServices;

namespace Sintropia.Biology.Chance;

/// <summary>A 128-bit hash of a state. Hashes of cells are added modulo 2¹²⁸, so the sum is the same in any order.</summary>
public static class StateHash
{
    /// <summary>The hash of some words. Two passes of folded 64 × 64-bit products with different keys.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt128 Of(ReadOnlySpan<ulong> words)
    {
        ulong a = 0x9E3779B97F4A7C15 ^ (ulong)words.Length, b = 0xC2B2AE3D27D4EB4F;
        var i = 0;
        for (; i + 1 < words.Length; i += 2)
        {
            a = Fold(a ^ words[i], words[i + 1] ^ 0xA0761D6478BD642F) + 0xE7037ED1A0B428DB;
            b = Fold(b ^ words[i + 1], words[i] ^ 0x8EBC6AF09C88C6E3) + 0x589965CC75374CC3;
        }

        if (i < words.Length)
        {
            a = Fold(a ^ words[i], 0x1D8E4E27C47D124F) + 0xE7037ED1A0B428DB;
            b = Fold(b ^ 0xEB44ACCAB455D165, words[i] ^ 0x8EBC6AF09C88C6E3) + 0x589965CC75374CC3;
        }

        return new(Draws.Mix(a, b), Draws.Mix(b, a ^ 0x2545F4914F6CDD1D));
    }

    /// <summary>32 hexadecimal digits, as files show a fingerprint.</summary>
    public static string Text(UInt128 fingerprint) => fingerprint.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
