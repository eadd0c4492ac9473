namespace Sintropia.Data.Stored;

/// <summary>Shapes.</summary>
internal static class Extents
{
    private const int MostDimensions = 32;

    /// <summary>Understands a shape: none for a scalar, one zero for nothing at all; and how far each extent may grow, -1 for without end.</summary>
    public static (long[] Extents, long[] Most, bool IsNothing) Of(byte[] message, StoredFile file)
    {
        var at = new Cursor(message, file, "the shape of an object");
        int version = at.Byte(), rank = at.Byte(), flags = at.Byte(), kind = at.Byte();
        if (version is < 1 or > 2) throw at.Damaged($"its version is {version}");
        if (rank > MostDimensions) throw at.Damaged($"it claims {rank} dimensions");
        if (version == 1) at.Skip(4);
        else if (kind == 2) return ([0], [0], true);
        else if (kind > 2 || (kind == 0 && rank > 0)) throw at.Damaged($"its kind is {kind}");
        var extents = new long[rank];
        for (var d = 0; d < rank; d++) extents[d] = at.Length();
        var most = (long[])extents.Clone();
        if ((flags & 1) == 0) return (extents, most, false);
        for (var d = 0; d < rank; d++) most[d] = at.Unlimited();
        return (extents, most, false);
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

    /// <summary>Copies a block of elements, the last dimension fastest.</summary>
    /// <param name="from">Elements of an array.</param>
    /// <param name="fromExtents">Its shape.</param>
    /// <param name="fromStart">Where the block begins in it.</param>
    /// <param name="to">Gets the block.</param>
    /// <param name="toExtents">Shape of the array that it becomes part of.</param>
    /// <param name="toStart">Where the block begins there.</param>
    /// <param name="size">Extents of the block.</param>
    /// <param name="element">Bytes of an element.</param>
    public static void Copy(ReadOnlySpan<byte> from, ReadOnlySpan<long> fromExtents, ReadOnlySpan<long> fromStart, Span<byte> to, ReadOnlySpan<long> toExtents, ReadOnlySpan<long> toStart, ReadOnlySpan<long> size, int element)
    {
        if (size.Length == 0)
        {
            from[..element].CopyTo(to);
            return;
        }

        if (size.Length == 1 || Whole(fromExtents, toExtents, size))
        {
            var rest = element * Product(fromExtents[1..]);
            from.Slice((int)(fromStart[0] * rest), (int)(size[0] * rest)).CopyTo(to[(int)(toStart[0] * rest)..]);
            return;
        }

        var (fromRow, toRow) = (element * Product(fromExtents[1..]), element * Product(toExtents[1..]));
        for (var i = 0L; i < size[0]; i++)
            Copy(from.Slice((int)((fromStart[0] + i) * fromRow), (int)fromRow), fromExtents[1..], fromStart[1..], to.Slice((int)((toStart[0] + i) * toRow), (int)toRow), toExtents[1..], toStart[1..], size[1..], element);
    }

    /// <summary>The product of extents that were checked before.</summary>
    public static long Product(ReadOnlySpan<long> extents)
    {
        var product = 1L;
        foreach (var extent in extents) product = checked(product * extent);
        return product;
    }

    private static bool Whole(ReadOnlySpan<long> from, ReadOnlySpan<long> to, ReadOnlySpan<long> size) => size[1..].SequenceEqual(from[1..]) && size[1..].SequenceEqual(to[1..]);
}
