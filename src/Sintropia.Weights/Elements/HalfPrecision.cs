using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Weights.Elements;

/// <summary>F16. Widening is exact for every value, subnormal ones too; a NaN stays one.</summary>
internal static class HalfPrecision
{
    // Fraction and exponent moved to the places they have in a float32 stand for a number that is 2¹¹² too small, subnormal or not.
    private const float Rescale = 5.192296858534828e33f;
    private const uint Infinite = 0x7c00;

    /// <summary>What the kernel means.</summary>
    public static float Widen(ushort bits)
    {
        uint magnitude = bits & 0x7fffu, sign = (bits & 0x8000u) << 16;
        var finite = BitConverter.UInt32BitsToSingle(magnitude << 13) * Rescale;
        var exponent = magnitude >= Infinite ? 0x7f800000u : 0;
        return BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(finite) | exponent | sign);
    }

    /// <summary>The same for a row.</summary>
    public static void Widen(ReadOnlySpan<ushort> from, Span<float> to)
    {
        var i = 0;
        ref var source = ref MemoryMarshal.GetReference(from);
        ref var target = ref MemoryMarshal.GetReference(to);
        for (; i <= to.Length - Vector256<ushort>.Count; i += Vector256<ushort>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref source, (nuint)i));
            Widen(low).StoreUnsafe(ref target, (nuint)i);
            Widen(high).StoreUnsafe(ref target, (nuint)(i + Vector256<float>.Count));
        }

        for (; i < to.Length; i++) to[i] = Widen(from[i]);
    }

    private static Vector256<float> Widen(Vector256<uint> bits)
    {
        var magnitude = bits & Vector256.Create(0x7fffu);
        var sign = (bits & Vector256.Create(0x8000u)) << 16;
        var finite = (magnitude << 13).AsSingle() * Vector256.Create(Rescale);
        var exponent = Vector256.GreaterThanOrEqual(magnitude, Vector256.Create(Infinite)) & Vector256.Create(0x7f800000u);
        return (finite.AsUInt32() | exponent | sign).AsSingle();
    }
}
