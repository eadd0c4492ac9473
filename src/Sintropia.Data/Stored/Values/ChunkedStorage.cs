using System.Buffers;
using System.Collections.Concurrent;

namespace Sintropia.Data.Stored.Values;

/// <summary>Values in chunks, packed or not. Chunks of which only a part was asked for are kept for the next who asks, up to some megabytes.</summary>
internal sealed unsafe class ChunkedStorage(StoredDataset dataset, byte[]? fill, FilterChain filters, ChunkIndex index) : Storage(dataset, fill)
{
    private const long LargestCache = 64 << 20, SmallestCache = 1 << 20;
    private const long LongEnoughToShare = 1 << 20;

    private readonly Lock _door = new();
    private readonly Dictionary<long, byte[]> _kept = [];
    private readonly Queue<long> _order = [];

    public override long ChunkRows => Math.Max(1, Grid.Chunk[0]);

    public override Int128 BytesOfChunk => Grid.Bytes;

    public override long StoredBytes => (long)Int128.Min(long.MaxValue, index.Places.Aggregate((Int128)0, static (sum, place) => sum + place.Size));

    private ChunkGrid Grid => index.Grid;

    public override void Read(ReadOnlySpan<long> start, ReadOnlySpan<long> count, Span<byte> to)
    {
        var chunks = Touched(start, count);
        long[] begin = start.ToArray(), size = count.ToArray();
        fixed (byte* first = to)
        {
            var (place, length) = ((nint)first, to.Length);
            if (chunks.Count == 1 || length < LongEnoughToShare || filters.IsEmpty) foreach (var chunk in chunks) One(chunk, begin, size, new((byte*)place, length));
            else Together(chunks, chunk => One(chunk, begin, size, new((byte*)place, length)));
        }
    }

    // Several chunks are unpacked at a time; each writes where no other does. The first that cannot be read is told, whichever thread met it.
    private static void Together(List<long[]> chunks, Action<long[]> read)
    {
        var failed = new ConcurrentDictionary<int, DataFileException>();
        Parallel.For(0, chunks.Count, (i, state) =>
        {
            try
            {
                read(chunks[i]);
            }
            catch (DataFileException damaged)
            {
                failed[i] = damaged;
                state.Break();
            }
        });
        if (!failed.IsEmpty) throw failed.MinBy(f => f.Key).Value;
    }

    private List<long[]> Touched(ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        var rank = start.Length;
        var (first, last) = (new long[rank], new long[rank]);
        for (var d = 0; d < rank; d++) (first[d], last[d]) = (start[d] / Grid.Chunk[d], (start[d] + count[d] - 1) / Grid.Chunk[d]);
        var touched = new List<long[]>();
        for (var at = (long[])first.Clone(); ;)
        {
            touched.Add((long[])at.Clone());
            var d = rank - 1;
            while (d >= 0 && at[d] == last[d]) at[d] = first[d--];
            if (d < 0) return touched;
            at[d]++;
        }
    }

    private void One(long[] place, long[] start, long[] count, Span<byte> to)
    {
        var rank = place.Length;
        Span<long> inChunk = stackalloc long[rank], inBlock = stackalloc long[rank], size = stackalloc long[rank];
        var (whole, rows) = (true, true);
        for (var d = 0; d < rank; d++)
        {
            var begin = place[d] * Grid.Chunk[d];
            var (from, end) = (Math.Max(begin, start[d]), Math.Min(begin + Grid.Chunk[d], start[d] + count[d]));
            (inChunk[d], inBlock[d], size[d]) = (from - begin, from - start[d], end - from);
            whole &= size[d] == Grid.Chunk[d];
            rows &= d == 0 || count[d] == Grid.Chunk[d];
        }

        if (whole && rows && !Kept(place))
        {
            Unpack(place, to.Slice((int)(inBlock[0] * (Grid.Bytes / Grid.Chunk[0])), Grid.Bytes));
            return;
        }

        Extents.Copy(Chunk(place), Grid.Chunk, inChunk, to, count, inBlock, size, Element);
    }

    private bool Kept(long[] place)
    {
        lock (_door) return _kept.ContainsKey(Grid.Number(place));
    }

    private byte[] Chunk(long[] place)
    {
        var number = Grid.Number(place);
        lock (_door)
            if (_kept.TryGetValue(number, out var kept))
                return kept;
        var bytes = GC.AllocateUninitializedArray<byte>(Grid.Bytes);
        Unpack(place, bytes);
        lock (_door)
        {
            if (!_kept.TryAdd(number, bytes)) return bytes;
            _order.Enqueue(number);
            while (_order.Count > 1 && _order.Count * (long)Grid.Bytes > Room) _kept.Remove(_order.Dequeue());
        }

        return bytes;
    }

    // Room for the chunks beside each other that a row goes through, twice.
    private long Room => (long)Int128.Clamp(2 * (Int128)Grid.Bytes * Extents.Count(Grid.Along.AsSpan(1)).GetValueOrDefault(1), SmallestCache, LargestCache);

    private void Unpack(long[] place, Span<byte> to)
    {
        var places = index.Places;
        var found = Array.BinarySearch(places, new ChunkPlace(Grid.Number(place), 0, 0, 0), ByNumber.Order);
        if (found < 0)
        {
            Fill(to);
            return;
        }

        var chunk = places[found];
        if (filters.IsEmpty)
        {
            if (chunk.Size != to.Length) throw Dataset.Wrong($"One of its chunks has {chunk.Size} bytes, where {to.Length} are needed.", "The file is damaged; get it again.");
            File.Read(chunk.Address, to, $"a chunk of {Dataset.Path}");
            return;
        }

        if (chunk.Size < 0 || chunk.Size > Math.Min(File.Length, Array.MaxLength)) throw Dataset.Wrong($"One of its chunks claims {chunk.Size} bytes, and the file has {File.Length}.", "The file is damaged; get it again.");
        var packed = ArrayPool<byte>.Shared.Rent((int)chunk.Size);
        File.Read(chunk.Address, packed.AsSpan(0, (int)chunk.Size), $"a chunk of {Dataset.Path}");
        filters.Unpack(packed, (int)chunk.Size, chunk.Mask, to);
        ArrayPool<byte>.Shared.Return(packed); // where it could not be unpacked it is left to the collector
    }

    private sealed class ByNumber : IComparer<ChunkPlace>
    {
        public static readonly ByNumber Order = new();

        public int Compare(ChunkPlace x, ChunkPlace y) => x.Number.CompareTo(y.Number);
    }
}
