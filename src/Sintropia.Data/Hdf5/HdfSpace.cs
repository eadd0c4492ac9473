using static Sintropia.Data.Hdf5.HdfCalls;

namespace Sintropia.Data.Hdf5;

/// <summary>Shapes of datasets. The library has been entered by who uses them.</summary>
internal static unsafe class HdfSpace
{
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

    /// <summary>Chooses a block of a shape.</summary>
    public static bool Choose(HdfId space, ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        Span<ulong> from = stackalloc ulong[start.Length], size = stackalloc ulong[start.Length];
        for (var d = 0; d < start.Length; d++) (from[d], size[d]) = ((ulong)start[d], (ulong)count[d]);
        fixed (ulong* first = from, extent = size) return H5Sselect_hyperslab(space.Value, 0, first, null, extent, null) >= 0;
    }
}
