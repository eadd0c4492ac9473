using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Weights.Elements;

/// <summary>BF16: the upper half of a float32. Widening is exact for every value.</summary>
internal static class BrainFloat
{
    /// <summary>What the kernel means.</summary>
    public static float Widen(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    /// <summary>The same for a row.</summary>
    public static void Widen(ReadOnlySpan<ushort> from, Span<float> to)
    {
        var i = 0;
        ref var source = ref MemoryMarshal.GetReference(from);
        ref var target = ref MemoryMarshal.GetReference(to);
        for (; i <= to.Length - Vector256<ushort>.Count; i += Vector256<ushort>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref source, (nuint)i));
            (low << 16).AsSingle().StoreUnsafe(ref target, (nuint)i);
            (high << 16).AsSingle().StoreUnsafe(ref target, (nuint)(i + Vector256<float>.Count));
        }

        for (; i < to.Length; i++) to[i] = Widen(from[i]);
    }
}
