using Microsoft.Win32.SafeHandles;

namespace Sintropia.Data.Stored;

/// <summary>An HDF5 file that is open for reading, by code that goes nowhere a file must not lead it: no byte beyond the file is read, no size believed before it was compared with what the file has, nothing followed twice that could lead in circles.</summary>
/// <remarks>HDF5 file format specification, version 3.0: superblocks 0 to 3. May be used by several threads.</remarks>
internal sealed class StoredFile : IDisposable
{
    private static readonly byte[] Signature = [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n'];

    /// <summary>No filter that is read makes more than this of a byte (deflate: 1032).</summary>
    public const long MostPerByte = 1100;

    /// <summary>Bytes, or values, that are not worth a doubt.</summary>
    public const long Unsuspicious = 16 << 20;

    private readonly SafeFileHandle _handle;
    private readonly long _base;

    private StoredFile(string name, SafeFileHandle handle)
    {
        (Name, _handle, OffsetSize, LengthSize) = (name, handle, 8, 8);
        Length = RandomAccess.GetLength(handle);
        Heap = new(this);
        _base = Begin();
        (OffsetSize, LengthSize, var root) = Superblock();
        Root = StoredNode.Open(this, root, "/") as StoredGroup ?? throw Damaged("its root is no group");
    }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>Bytes; nothing that it holds can be much longer.</summary>
    public long Length { get; }

    /// <summary>Bytes of an address in it.</summary>
    public int OffsetSize { get; }

    /// <summary>Bytes of a length in it.</summary>
    public int LengthSize { get; }

    /// <summary>Texts of any length. Used by one thread at a time, who holds <see cref="Door"/>.</summary>
    public GlobalHeap Heap { get; }

    /// <summary>Held by who reads texts.</summary>
    public Lock Door { get; } = new();

    /// <summary>The group that holds the rest.</summary>
    public StoredGroup Root { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="DataFileException">It is not there, no HDF5 file, or damaged.</exception>
    public static StoredFile Open(string path)
    {
        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return new(path, handle);
        }
        catch (Exception failed)
        {
            handle?.Dispose();
            switch (failed)
            {
                case FileNotFoundException or DirectoryNotFoundException: throw new DataFileException(path, null, "There is no such file.", "Check the path.", failed);
                case UnauthorizedAccessException or IOException or NotSupportedException: throw new DataFileException(path, null, $"It cannot be read: {failed.Message}", "Check that it is a file and may be read.", failed);
                default: throw;
            }
        }
    }

    /// <summary>Reads bytes that have to be there.</summary>
    /// <param name="address">Where in the file, as addresses in it count.</param>
    /// <param name="to">Gets them.</param>
    /// <param name="what">What they are, for messages.</param>
    public void Read(long address, Span<byte> to, string what)
    {
        if (address < 0 || address > Length - _base || to.Length > Length - _base - address) throw Damaged($"{what} of {to.Length} bytes is said to be at byte {address}, and the file has {Length}");
        try
        {
            for (var done = 0; done < to.Length;)
            {
                var read = RandomAccess.Read(_handle, to[done..], _base + address + done);
                if (read == 0) throw Damaged($"it became shorter while it was read, at byte {address + done}");
                done += read;
            }
        }
        catch (IOException failed)
        {
            throw new DataFileException(Name, null, $"It cannot be read: {failed.Message}", "Check the disk, or get it again.", failed);
        }
    }

    /// <summary>Bytes that have to be there.</summary>
    public byte[] Bytes(long address, long count, string what)
    {
        if (count < 0 || count > Length) throw Damaged($"{what} at byte {address} claims {count} bytes, and the file has {Length}");
        var bytes = new byte[count];
        Read(address, bytes, what);
        return bytes;
    }

    /// <summary>A cursor over bytes that have to be there.</summary>
    public Cursor At(long address, long count, string what) => new(Bytes(address, count, what), this, what);

    /// <summary>A cursor over bytes of which as many as there are, up to a number, are read.</summary>
    public Cursor UpTo(long address, long most, string what) => At(address, address < 0 ? most : Math.Max(0, Math.Min(most, Length - _base - address)), what);

    /// <summary>Whether objects that lie in it could, all together, have so many values. A small file can name one array under many names, and so ask for more memory than there is.</summary>
    public bool CouldHold(Int128 values) => values <= Unsuspicious + (Int128)MostPerByte * Length;

    /// <summary>That the file says what cannot be.</summary>
    public DataFileException Damaged(string why) => new(Name, null, $"It is damaged: {why}.", "It was cut short, changed, or not closed by whoever wrote it; get it again.");

    /// <summary>That the file keeps something in a way that is not read.</summary>
    public DataFileException Unread(string what) => new(Name, null, $"It has {what}, which is not read.", "Write it again with h5py or AnnData (python: anndata.read_h5ad(IN).write_h5ad(OUT)).");

    public void Dispose() => _handle.Dispose();

    private long Begin()
    {
        Span<byte> head = stackalloc byte[Signature.Length];
        for (var at = 0L; at + head.Length <= Length; at = at == 0 ? 512 : 2 * at)
        {
            RandomAccess.Read(_handle, head, at);
            if (head.SequenceEqual(Signature)) return at;
        }

        var first = new byte[Math.Min(4, Length)];
        RandomAccess.Read(_handle, first, 0);
        throw new DataFileException(Name, null, Length == 0 ? "The file is empty." : $"It is no HDF5 file{Looks(first)}.", "Name an .h5ad file, or convert it: sintropia convert IN OUT.h5ad.");
    }

    private (int Offset, int Length, long Root) Superblock()
    {
        var start = UpTo(0, 128, "the superblock");
        start.Skip(Signature.Length);
        var version = start.Byte();
        if (version > 3) throw Unread($"a superblock of version {version}");
        if (version < 2) start.Skip(4);
        int offset = start.Byte(), length = start.Byte();
        if (offset is not (4 or 8) || length is not (4 or 8)) throw Damaged($"addresses of {offset} and lengths of {length} bytes are not used by anybody");
        start.Skip(version < 2 ? 1 + 4 + 4 + (version == 1 ? 4 : 0) : 1);
        start.Skip(2 * offset);
        var end = start.Number(offset);
        if (version >= 2)
        {
            var (root, checkedTo) = (start.Number(offset), start.At);
            start.Checked(0, checkedTo);
            return Ends(end) ? (offset, length, root) : default;
        }

        start.Skip(offset + offset);
        return Ends(end) ? (offset, length, start.Number(offset)) : default;
    }

    private bool Ends(long end) => end <= Length ? true : throw Damaged($"it is truncated: it was written with {end} bytes, and has {Length}");

    private static string Looks(byte[] first) => first switch
    {
        [0x1f, 0x8b, ..] => ", but packed with gzip: unpack it first",
        [(byte)'P', (byte)'K', ..] => ", but a zip archive: unpack it first",
        [(byte)'%', (byte)'%', ..] => ", but a Matrix Market file: name the folder that holds it",
        _ => "",
    };
}
