using static Sintropia.Data.Hdf5.HdfCalls;

namespace Sintropia.Data.Hdf5;

/// <summary>Shapes of datasets. The library has been entered by who uses them.</summary>
internal static unsafe class HdfSpace
{
    private const int MostDimensions = 32;

    /// <summary>The shape of a scalar.</summary>
    public static HdfId Scalar() => new(H5Screate(0));

    /// <summary>A shape.</summary>
    /// <param name="extents">Of each dimension.</param>
    /// <param name="grows">Whether the first may become larger.</param>
    public static HdfId Simple(ReadOnlySpan<long> extents, bool grows = false)
    {
        Span<ulong> now = stackalloc ulong[extents.Length], most = stackalloc ulong[extents.Length];
        for (var d = 0; d < extents.Length; d++) now[d] = most[d] = (ulong)extents[d];
        if (grows) most[0] = ulong.MaxValue;
        fixed (ulong* current = now, largest = most) return new(H5Screate_simple(extents.Length, current, largest));
    }

    /// <summary>The extents of a shape: none for a scalar, one zero for nothing; null where it cannot be read.</summary>
    public static long[]? Extents(long space)
    {
        switch (H5Sget_simple_extent_type(space))
        {
            case 0: return [];
            case 2: return [0];
            case 1: break;
            default: return null;
        }

        var rank = H5Sget_simple_extent_ndims(space);
        if (rank is < 0 or > MostDimensions) return null;
        var extents = stackalloc ulong[MostDimensions];
        if (H5Sget_simple_extent_dims(space, extents, null) < 0) return null;
        var result = new long[rank];
        for (var d = 0; d < rank; d++)
        {
            if (extents[d] > long.MaxValue) return null;
            result[d] = (long)extents[d];
        }

        return result;
    }

    /// <summary>How many elements a shape has; null beyond 2⁶³.</summary>
    public static long? Count(ReadOnlySpan<long> extents)
    {
        Int128 count = 1;
        foreach (var extent in extents)
        {
            count *= extent;
            if (count > long.MaxValue) return extents.Contains(0) ? 0 : null;
        }

        return (long)count;
    }

    /// <summary>Chooses a block of a shape.</summary>
    public static bool Choose(HdfId space, ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        Span<ulong> from = stackalloc ulong[start.Length], size = stackalloc ulong[start.Length];
        for (var d = 0; d < start.Length; d++) (from[d], size[d]) = ((ulong)start[d], (ulong)count[d]);
        fixed (ulong* first = from, extent = size) return H5Sselect_hyperslab(space.Value, 0, first, null, extent, null) >= 0;
    }
}
