namespace Sintropia.Data.Hdf5;

/// <summary>How datasets are packed.</summary>
/// <param name="Level">Of gzip, 1 to 9; 0 for none.</param>
internal readonly record struct HdfPacking(int Level)
{
    private const long BytesOfChunk = 1 << 18;

    /// <summary>The extents of a chunk: whole rows, some 256 KiB.</summary>
    public static long[] Chunk(ReadOnlySpan<long> extents, int size)
    {
        var chunk = extents.ToArray();
        var row = (long)size;
        for (var d = chunk.Length - 1; d > 0; d--)
        {
            chunk[d] = Math.Clamp(chunk[d], 1, Math.Max(1, BytesOfChunk / row));
            row *= chunk[d];
        }

        chunk[0] = Math.Max(1, BytesOfChunk / row);
        return chunk;
    }
}
