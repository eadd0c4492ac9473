namespace Sintropia.Weights.Storage;

/// <summary>Arithmetic of shapes that files claim: nothing overflows unnoticed.</summary>
internal static class Extent
{
    /// <summary>More dimensions than any tensor has; a longer shape is a lie that would only cost memory.</summary>
    public const int MostDimensions = 32;

    /// <summary>The number of elements of a shape; null where it is beyond 2⁶³ or a dimension is negative.</summary>
    public static long? Count(ReadOnlySpan<long> shape)
    {
        // A zero makes the product zero, however large the rest; so it does in the reference implementations.
        if (shape.IndexOf(0) >= 0 && shape.IndexOfAnyInRange(long.MinValue, -1) < 0) return 0;
        var count = 1L;
        foreach (var extent in shape)
        {
            if (extent < 0) return null;
            var (high, low) = (Math.BigMul(count, extent, out var product), product);
            if (high != 0 || low < 0) return null;
            count = low;
        }

        return count;
    }

    /// <summary>The bytes of so many elements; null beyond 2⁶³.</summary>
    public static long? Bytes(long count, int size) => count <= long.MaxValue / size ? count * size : null;

    /// <summary>The last element that a strided view reaches, counted from the start of the storage; null where it overflows. The shape has no zero.</summary>
    public static long? Last(long offset, ReadOnlySpan<long> shape, ReadOnlySpan<long> strides)
    {
        Int128 last = offset;
        for (var d = 0; d < shape.Length; d++)
        {
            last += (Int128)(shape[d] - 1) * strides[d];
            if (last > long.MaxValue) return null;
        }

        return (long)last;
    }

    /// <summary>Whether elements lie row after row without gaps. Strides of dimensions of extent 1 do not matter.</summary>
    public static bool IsContiguous(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides)
    {
        var expected = 1L;
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            if (shape[d] != 1 && strides[d] != expected) return false;
            expected *= shape[d];
        }

        return true;
    }

    /// <summary>A shape as text: [3, 4].</summary>
    public static string Text(ReadOnlySpan<long> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}
