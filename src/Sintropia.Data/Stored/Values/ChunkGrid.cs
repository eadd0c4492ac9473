namespace Sintropia.Data.Stored.Values;

/// <summary>How a shape is cut into chunks.</summary>
internal sealed class ChunkGrid
{
    private readonly long[] _most;
    private readonly int _growing;

    /// <param name="dataset">What is cut.</param>
    /// <param name="chunk">Extents of a chunk.</param>
    public ChunkGrid(StoredDataset dataset, long[] chunk)
    {
        Dataset = dataset;
        Chunk = chunk;
        if (chunk.Length != dataset.Extents.Length || chunk.Length == 0 || chunk.Any(c => c <= 0)) throw dataset.Wrong($"It claims chunks of the shape [{string.Join(", ", chunk)}] for [{string.Join(", ", dataset.Extents)}].", "The file is damaged; get it again.");
        Int128 bytes = dataset.Elements.Size;
        foreach (var extent in chunk) bytes = Int128.Min(bytes * extent, long.MaxValue);
        if (bytes > Array.MaxLength) throw dataset.Wrong($"It claims chunks of {bytes} bytes, more than an array can hold.", "Write it again with smaller chunks, or get it again if it is damaged.");
        Bytes = (int)bytes;
        Along = [.. dataset.Extents.Select((extent, d) => extent / chunk[d] + (extent % chunk[d] > 0 ? 1 : 0))];
        _most = [.. dataset.MostExtents.Select((extent, d) => extent < 0 ? -1 : extent / chunk[d] + (extent % chunk[d] > 0 ? 1 : 0))];
        _growing = Array.IndexOf(_most, -1);
    }

    public StoredDataset Dataset { get; }

    /// <summary>Extents of a chunk.</summary>
    public long[] Chunk { get; }

    /// <summary>Bytes of a chunk that is not packed.</summary>
    public int Bytes { get; }

    /// <summary>How many chunks there are along each dimension.</summary>
    public long[] Along { get; }

    /// <summary>The number of a chunk by its place in the grid; -1 where it is outside.</summary>
    public long Number(ReadOnlySpan<long> place)
    {
        Int128 number = 0;
        for (var d = 0; d < Along.Length; d++)
        {
            if (place[d] < 0 || place[d] >= Along[d]) return -1;
            number = number * Along[d] + place[d];
        }

        return number <= long.MaxValue ? (long)number : -1;
    }

    /// <summary>The number of a chunk by its index in an array, which counts as if all dimensions had grown as far as they may, the one that grows without end slowest.</summary>
    public long NumberOf(long index)
    {
        Span<long> place = stackalloc long[Along.Length];
        for (var d = Along.Length - 1; d >= 0; d--)
        {
            if (d == _growing) continue;
            var most = Math.Max(1, _most[d]);
            var first = _growing < 0 ? d == 0 : false;
            (index, place[d]) = first ? (0, index) : (index / most, index % most);
        }

        if (_growing >= 0) place[_growing] = index;
        return Number(place);
    }
}
