using System.Text;
using static Sintropia.Data.Hdf5.HdfCalls;

namespace Sintropia.Data.Hdf5;

/// <summary>An open dataset. Its shape and filters were checked against the length of the file, so that it cannot ask for more memory than the file could fill.</summary>
internal sealed unsafe partial class HdfDataset : HdfNode
{
    // No filter of the library makes more than this of a byte (deflate: 1032).
    private const long MostPerStoredByte = 1100;

    private const long Unsuspicious = 64 << 20, LargestCache = 64 << 20;

    private readonly HdfId _type;
    private long _cache;

    private HdfDataset(HdfId id, HdfFile file, string path)
        : base(id, file, path)
    {
        _type = new(H5Dget_type(id.Value));
        try
        {
            if (_type.IsInvalid) throw Refused("Its type cannot be read");
            Elements = HdfElements.Of(_type.Value);
            using var space = new HdfId(H5Dget_space(id.Value));
            Extents = (space.IsInvalid ? null : HdfSpace.Extents(space.Value)) ?? throw Refused("Its shape cannot be read");
            IsNothing = H5Sget_simple_extent_type(space.Value) == 2;
            Count = HdfSpace.Count(Extents) ?? throw Wrong($"It claims the shape [{string.Join(", ", Extents)}].", "The file is damaged, or was made to mislead; get it again.");
            Inspect();
        }
        catch
        {
            _type.Dispose();
            throw;
        }
    }

    /// <summary>The type of its elements.</summary>
    public HdfElements Elements { get; }

    /// <summary>Its shape; empty for a scalar.</summary>
    public long[] Extents { get; }

    /// <summary>Number of elements.</summary>
    public long Count { get; }

    /// <summary>Whether it is of no shape at all.</summary>
    public bool IsNothing { get; }

    /// <summary>Rows of a chunk; 0 where it is not in chunks.</summary>
    public long ChunkRows { get; private set; }

    /// <summary>Opens the dataset of a name in a group, with room for its chunks. The library has been entered.</summary>
    /// <param name="found">What was found under the name; given back.</param>
    /// <param name="group">Where.</param>
    /// <param name="name">Under which name.</param>
    public static HdfDataset Opened(HdfId found, HdfGroup group, string name)
    {
        var first = Owning(found, group, name);
        if (first._cache == 0) return first;

        // A dataset that is open keeps the room it has, so it is closed in between.
        first.Dispose();
        using var access = new HdfId(H5Pcreate(HdfTypes.AccessOfDatasets));
        H5Pset_chunk_cache(access.Value, 12421, (nuint)first._cache, 0.75);
        var again = new HdfId(H5Dopen2(group.Id.Value, name, access.Value));
        return again.IsInvalid ? throw group.Refused($"'{DataFileException.Shown(name)}' cannot be opened") : Owning(again, group, name);
    }

    public override void Dispose()
    {
        _type.Dispose();
        base.Dispose();
    }

    /// <summary>Refuses what reads other files, what cannot be unpacked, and shapes that the file cannot fill.</summary>
    private void Inspect()
    {
        using var list = new HdfId(H5Dget_create_plist(Id.Value));
        if (list.IsInvalid) throw Refused("How it is stored cannot be read");
        if (H5Pget_external_count(list.Value) != 0) throw Wrong("Its values lie in another file, which is not read: files that others made must not choose what is read.", "Copy the dataset into this file.");
        var layout = H5Pget_layout(list.Value);
        if (layout is not (0 or 1 or 2)) throw Wrong("It is a virtual dataset, whose values lie in other files, which are not read.", "Copy the dataset into this file.");
        var chunk = layout == 2 ? Chunk(list.Value) : [];
        Filters(list.Value);
        Plausible(chunk);
        _cache = CacheFor(chunk);
    }

    private long[] Chunk(long list)
    {
        var extents = stackalloc ulong[32];
        var rank = H5Pget_chunk(list, 32, extents);
        if (rank != Extents.Length || rank == 0) throw Refused("Its chunks cannot be read");
        var chunk = new long[rank];
        for (var d = 0; d < rank; d++) chunk[d] = (long)extents[d];
        ChunkRows = Math.Max(1, chunk[0]);
        return chunk;
    }

    private void Filters(long list)
    {
        var name = stackalloc byte[64];
        for (var place = 0u; place < Math.Max(0, H5Pget_nfilters(list)); place++)
        {
            nuint none = 0;
            var filter = H5Pget_filter2(list, place, out _, ref none, null, 64, name, out _);
            if (filter < 0) throw Refused("Its filters cannot be read");
            name[63] = 0;
            if (filter > 6 && H5Zfilter_avail(filter) <= 0)
                throw Wrong($"It is packed with {Called(filter, System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)name) ?? "")}, a filter that this libhdf5 does not have.", "Write the file again with gzip (Python: adata.write_h5ad(path, compression=\"gzip\")), or set HDF5_PLUGIN_PATH to a folder with the filter.");
        }
    }

    private void Plausible(long[] chunk)
    {
        Int128 bytes = (Int128)Count * Elements.Size, ofChunk = Elements.Size;
        foreach (var extent in chunk) ofChunk *= extent;
        if (Count == 0 || Int128.Max(bytes, ofChunk) <= Unsuspicious) return;
        Int128 stored = Math.Min((long)Math.Min(H5Dget_storage_size(Id.Value), long.MaxValue), File.Length);
        if (bytes > stored * MostPerStoredByte || ofChunk > Int128.Max(stored * MostPerStoredByte, Unsuspicious))
            throw Wrong($"It claims the shape [{string.Join(", ", Extents)}], {bytes} bytes, of which the file has {stored}.", "The file is damaged, or was made to mislead; get it again.");
    }

    // The library keeps the chunks of a megabyte, and unpacks larger ones again at each slice of rows.
    private long CacheFor(long[] chunk)
    {
        Int128 row = Elements.Size;
        for (var d = 0; d < chunk.Length; d++) row *= d == 0 ? chunk[0] : (Extents[d] + chunk[d] - 1) / chunk[d] * chunk[d];
        return chunk.Length == 0 || Count == 0 || row <= 1 << 19 || row > LargestCache ? 0 : (long)Int128.Min(LargestCache, 4 * row);
    }

    private static HdfDataset Owning(HdfId id, HdfGroup group, string name)
    {
        try
        {
            return new(id, group.File, group.Below(name));
        }
        catch
        {
            id.Dispose();
            throw;
        }
    }

    private static string Called(int filter, string name) => filter switch
    {
        307 => "bzip2",
        32000 => "lzf",
        32001 => "blosc",
        32004 => "lz4",
        32008 => "bitshuffle",
        32013 => "zfp",
        32015 => "zstd",
        32026 => "blosc2",
        _ => name.Length > 0 ? $"'{DataFileException.Shown(name)}' (number {filter})" : $"filter number {filter}",
    };
}
