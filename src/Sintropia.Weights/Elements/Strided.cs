using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sintropia.Weights.Storage;

namespace Sintropia.Weights.Elements;

/// <summary>Brings the elements of a strided view into row-major order.</summary>
internal static class Strided
{
    /// <summary>Copies elements from <paramref name="first"/> on, until the destination is full.</summary>
    public static void Gather(WeightBytes bytes, long start, ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, int size, long first, Span<byte> destination)
    {
        if (destination.Length == 0) return;
        Span<long> index = stackalloc long[shape.Length];
        var at = Begin(shape, strides, first, index);
        ref var target = ref MemoryMarshal.GetReference(destination);
        for (var done = 0; done < destination.Length; done += size)
        {
            ref var source = ref MemoryMarshal.GetReference(bytes.Slice(start + at * size, size));
            Unsafe.CopyBlockUnaligned(ref Unsafe.Add(ref target, done), ref source, (uint)size);
            at = Next(shape, strides, index, at);
        }
    }

    private static long Begin(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, long first, Span<long> index)
    {
        var at = 0L;
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            index[d] = first % shape[d];
            first /= shape[d];
            at += index[d] * strides[d];
        }

        return at;
    }

    private static long Next(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, Span<long> index, long at)
    {
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            at += strides[d];
            if (++index[d] < shape[d]) break;
            at -= index[d] * strides[d];
            index[d] = 0;
        }

        return at;
    }
}
