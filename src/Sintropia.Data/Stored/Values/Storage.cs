namespace Sintropia.Data.Stored.Values;

/// <summary>How a dataset keeps its values.</summary>
internal abstract class Storage
{
    private const string What = "how values are kept";
    private const int Compact = 0, Contiguous = 1, Chunked = 2, Virtual = 3;

    private protected Storage(StoredDataset dataset, byte[]? fill) => (Dataset, FillValue) = (dataset, fill);

    /// <summary>Rows of a chunk; 0 where it is not in chunks.</summary>
    public virtual long ChunkRows => 0;

    /// <summary>Bytes of a chunk; 0 where it is not in chunks.</summary>
    public virtual Int128 BytesOfChunk => 0;

    /// <summary>How many bytes the file has of it.</summary>
    public abstract long StoredBytes { get; }

    private protected StoredDataset Dataset { get; }

    private protected byte[]? FillValue { get; }

    private protected StoredFile File => Dataset.File;

    private protected int Element => Dataset.Elements.Size;

    /// <summary>Understands the messages about it: versions 1 to 4, and 5 as far as it is like 4.</summary>
    public static Storage Of(StoredDataset dataset, ObjectHeader header)
    {
        var at = new Cursor(header.Find(ObjectHeader.Layout)!, dataset.File, What);
        var fill = Fill(dataset, header);
        int version = at.Byte();
        if (version is < 1 or > 5) throw dataset.File.Unread($"values kept in a way of version {version}");
        return version < 3 ? Old(ref at, dataset, header, fill) : at.Byte() switch
        {
            Compact => new WholeStorage(dataset, fill, at.Take(at.UInt16()).ToArray()),
            Contiguous => new WholeStorage(dataset, fill, at.Address(), at.Length()),
            Chunked => new ChunkedStorage(dataset, fill, FilterChain.Of(dataset, header.Find(ObjectHeader.Filters)), version == 3 ? ChunkIndex.Old(dataset, ref at) : ChunkIndex.New(dataset, ref at)),
            Virtual => throw dataset.Wrong("It is a virtual dataset, whose values lie in other files, which are not read.", "Copy the dataset into this file."),
            var other => throw at.Damaged($"its kind is {other}"),
        };
    }

    /// <summary>Reads a block of elements, the last dimension fastest, as the file has them.</summary>
    /// <param name="start">Where it begins; within the shape.</param>
    /// <param name="count">Its extents, none of them zero.</param>
    /// <param name="to">Gets the bytes.</param>
    public abstract void Read(ReadOnlySpan<long> start, ReadOnlySpan<long> count, Span<byte> to);

    /// <summary>Puts what stands for values that were never written.</summary>
    private protected void Fill(Span<byte> to)
    {
        if (FillValue is null)
        {
            to.Clear();
            return;
        }

        for (var at = 0; at < to.Length; at += FillValue.Length) FillValue.CopyTo(to[at..]);
    }

    private static Storage Old(ref Cursor at, StoredDataset dataset, ObjectHeader header, byte[]? fill)
    {
        int rank = at.Byte(), kind = at.Byte();
        at.Skip(5);
        var address = kind == Compact ? -1 : at.Address();
        if (kind == Chunked) return new ChunkedStorage(dataset, fill, FilterChain.Of(dataset, header.Find(ObjectHeader.Filters)), ChunkIndex.Old(dataset, ref at, rank, address));
        at.Skip(4 * rank);
        return kind switch
        {
            Compact => new WholeStorage(dataset, fill, at.Take(at.UInt32()).ToArray()),
            Contiguous => new WholeStorage(dataset, fill, address, (long)Int128.Min(long.MaxValue, (Int128)dataset.Count * dataset.Elements.Size)),
            _ => throw at.Damaged($"its kind is {kind}"),
        };
    }

    private static byte[]? Fill(StoredDataset dataset, ObjectHeader header)
    {
        var (message, isNew) = header.Find(ObjectHeader.Fill) is { } known ? (known, true) : (header.Find(ObjectHeader.OldFill), false);
        if (message is null) return null;
        var at = new Cursor(message, dataset.File, "what stands for values that were not written");
        var there = true;
        if (isNew)
        {
            int version = at.Byte();
            if (version is < 1 or > 3) throw at.Damaged($"its version is {version}");
            if (version == 3) there = (at.Byte() & 0x20) != 0;
            else
            {
                at.Skip(2);
                there = at.Byte() != 0 || version == 1;
            }
        }

        var size = there && at.Left >= 4 ? at.UInt32() : 0;
        if (size == 0 || size == uint.MaxValue) return null;
        if (size != dataset.Elements.Size) throw at.Damaged($"it has {size} bytes, and an element {dataset.Elements.Size}");
        var value = at.Take(size).ToArray();
        return value.AsSpan().ContainsAnyExcept((byte)0) ? value : null;
    }
}
