namespace Sintropia.Data.Stored.Values;

/// <summary>Where the chunks of a dataset lie; looked up when first needed.</summary>
/// <remarks>HDF5 file format specification, "Data Layout Message", versions 1 to 4, and III.A: version 1 B-trees of chunks. What lies outside of the shape is of no use and left out.</remarks>
internal sealed class ChunkIndex
{
    private const string What = "the table of chunks";

    private readonly Lazy<ChunkPlace[]> _places;

    private ChunkIndex(ChunkGrid grid, Func<ChunkGrid, IEnumerable<ChunkPlace>> places)
    {
        Grid = grid;
        _places = new(() => Ordered(places(grid)));
    }

    /// <summary>How the shape is cut.</summary>
    public ChunkGrid Grid { get; }

    /// <summary>All chunks that were written, by number.</summary>
    public ChunkPlace[] Places => _places.Value;

    /// <summary>Layouts of version 3.</summary>
    public static ChunkIndex Old(StoredDataset dataset, ref Cursor at)
    {
        int rank = at.Byte();
        return Old(dataset, ref at, rank, at.Address());
    }

    /// <summary>Layouts of versions 1 to 3: a tree.</summary>
    public static ChunkIndex Old(StoredDataset dataset, ref Cursor at, int rank, long address) => new(new(dataset, Shape(ref at, rank, 4)), grid => Tree(grid, address));

    /// <summary>Layouts of version 4.</summary>
    public static ChunkIndex New(StoredDataset dataset, ref Cursor at)
    {
        int flags = at.Byte(), rank = at.Byte(), width = at.Byte();
        if (width is < 1 or > 8) throw at.Damaged($"extents of {width} bytes are none that can be");
        var grid = new ChunkGrid(dataset, Shape(ref at, rank, width));
        switch (at.Byte())
        {
            case 1:
                var (size, mask) = (flags & 2) != 0 ? (at.Length(), at.UInt32()) : (grid.Bytes, 0u);
                var single = at.Address();
                return new(grid, _ => single < 0 ? [] : [new(0, single, size, mask)]);
            case 2:
                var first = at.Address();
                return new(grid, own => Implicit(own, first));
            case 3:
                at.Skip(1);
                var array = at.Address();
                return new(grid, own => ChunkArrays.Fixed(own, array));
            case 4:
                at.Skip(5);
                var growing = at.Address();
                return new(grid, own => ChunkArrays.Extensible(own, growing));
            case 5:
                at.Skip(6);
                var tree = at.Address();
                return new(grid, own => Records(own, tree));
            case var other: throw at.Damaged($"chunks are found in a way of number {other}");
        }
    }

    // The last extent is the size of an element.
    private static long[] Shape(ref Cursor at, int rank, int width)
    {
        var extents = new long[rank];
        for (var d = 0; d < rank; d++) extents[d] = at.Number(width);
        return rank > 0 ? extents[..^1] : [];
    }

    private static IEnumerable<ChunkPlace> Tree(ChunkGrid grid, long root)
    {
        if (root < 0) return [];
        var found = new List<ChunkPlace>();
        var seen = new HashSet<long>();
        Node(root, -1);
        return found;

        void Node(long address, int level)
        {
            var file = grid.Dataset.File;
            if (!seen.Add(address)) throw file.Damaged($"{What} comes to byte {address} twice");
            var rank = grid.Chunk.Length;
            var entry = 8 + 8 * (rank + 1) + file.OffsetSize;
            var head = file.At(address, 8 + 2 * file.OffsetSize, What);
            head.Expect("TREE"u8, 1);
            int own = head.Byte(), entries = head.UInt16();
            if (level >= 0 && own != level - 1) throw head.Damaged($"a node is of level {own}, where {level - 1} is needed");
            var at = file.At(address + 8 + 2 * file.OffsetSize, (long)entries * entry, What);
            Span<long> place = stackalloc long[rank];
            for (var i = 0; i < entries; i++)
            {
                long size = at.UInt32();
                var mask = at.UInt32();
                for (var d = 0; d < rank; d++) place[d] = at.Number(8) / grid.Chunk[d];
                at.Skip(8);
                var child = at.Address();
                if (own > 0) Node(child, own);
                else if (grid.Number(place) is var number and >= 0) found.Add(new(number, child, size, mask));
            }
        }
    }

    private static IEnumerable<ChunkPlace> Implicit(ChunkGrid grid, long first)
    {
        for (var index = 0L; first >= 0 && (index + 1) * grid.Bytes <= grid.Dataset.File.Length; index++)
            if (grid.NumberOf(index) is var number and >= 0)
                yield return new(number, first + index * grid.Bytes, grid.Bytes, 0);
    }

    private static IEnumerable<ChunkPlace> Records(ChunkGrid grid, long address)
    {
        if (address < 0) yield break;
        var file = grid.Dataset.File;
        var packed = file.At(address, 6, What).Taken(5) == 11;
        var place = new long[grid.Chunk.Length];
        foreach (var record in RecordTree.Records(file, address, packed ? 11 : 10)) yield return Place(record);

        ChunkPlace Place(byte[] record)
        {
            var at = new Cursor(record, file, What);
            var chunk = at.Address();
            var width = record.Length - file.OffsetSize - 4 - 8 * place.Length;
            if (packed && width is < 1 or > 8) throw at.Damaged("a record of it is too short");
            var (size, mask) = packed ? (at.Number(width), at.UInt32()) : (grid.Bytes, 0u);
            for (var d = 0; d < place.Length; d++) place[d] = at.Number(8);
            return new(grid.Number(place), chunk, size, mask);
        }
    }

    private ChunkPlace[] Ordered(IEnumerable<ChunkPlace> places)
    {
        var ordered = places.Where(p => p.Number >= 0 && p.Address >= 0).ToArray();
        for (var i = 1; i < ordered.Length; i++)
        {
            if (ordered[i].Number > ordered[i - 1].Number) continue;
            Array.Sort(ordered, static (a, b) => a.Number.CompareTo(b.Number));
            break;
        }

        for (var i = 1; i < ordered.Length; i++)
            if (ordered[i].Number == ordered[i - 1].Number)
                throw Grid.Dataset.Wrong("One of its chunks is in two places.", "The file is damaged; get it again.");
        return ordered;
    }
}
