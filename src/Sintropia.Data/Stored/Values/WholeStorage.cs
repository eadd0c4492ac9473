namespace Sintropia.Data.Stored.Values;

/// <summary>Values that lie in one piece: in the file, or in the head of the dataset.</summary>
internal sealed class WholeStorage : Storage
{
    private readonly byte[]? _values;
    private readonly long _address;

    public WholeStorage(StoredDataset dataset, byte[]? fill, byte[] values)
        : base(dataset, fill)
    {
        (_values, _address) = (values, -1);
        Enough(values.Length);
    }

    public WholeStorage(StoredDataset dataset, byte[]? fill, long address, long length)
        : base(dataset, fill)
    {
        _address = address;
        if (address >= 0) Enough(length);
    }

    public override long StoredBytes => _values?.Length ?? (_address < 0 ? 0 : File.Length);

    public override void Read(ReadOnlySpan<long> start, ReadOnlySpan<long> count, Span<byte> to)
    {
        if (_values is null && _address < 0)
        {
            Fill(to);
            return;
        }

        // Dimensions of which all is read make one piece with the one before.
        var whole = count.Length;
        var piece = (long)Element;
        while (whole > 0 && count[whole - 1] == Dataset.Extents[whole - 1]) piece *= count[--whole];
        var before = whole == 0 ? 0 : whole - 1;
        var length = whole == 0 ? piece : piece * count[whole - 1];
        Span<long> at = stackalloc long[start.Length];
        for (var done = 0L; done < to.Length; done += length)
        {
            var rest = done / length;
            for (var d = before - 1; d >= 0; d--) (rest, at[d]) = (rest / count[d], start[d] + rest % count[d]);
            for (var d = before; d < start.Length; d++) at[d] = start[d];
            var offset = 0L;
            for (var d = 0; d < start.Length; d++) offset = offset * Dataset.Extents[d] + at[d];
            var part = to.Slice((int)done, (int)length);
            if (_values is not null) _values.AsSpan(checked((int)(offset * Element)), part.Length).CopyTo(part);
            else File.Read(_address + offset * Element, part, $"the values of {Dataset.Path}");
        }
    }

    private void Enough(long length)
    {
        if ((Int128)Dataset.Count * Element > length) throw Dataset.Wrong($"It claims the shape [{string.Join(", ", Dataset.Extents)}], {(Int128)Dataset.Count * Element} bytes, of which the file has {length}.", "The file is damaged, or was made to mislead; get it again.");
    }
}
