using static Sintropia.Data.Hdf5.HdfCalls;

namespace Sintropia.Data.Hdf5;

/// <summary>An open HDF5 file.</summary>
internal sealed class HdfFile : IDisposable
{
    private const uint ReadOnly = 0, MakeNew = 4;

    private static readonly byte[] Signature = [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n'];

    private static readonly unsafe delegate* unmanaged[Cdecl]<long, byte, byte, int> SetLocking = (delegate* unmanaged[Cdecl]<long, byte, byte, int>)HdfLibrary.FunctionOrNone("H5Pset_file_locking"); // since 1.10.7

    private readonly HdfId _id;

    private HdfFile(string name, long length, HdfId id)
    {
        (Name, Length, _id) = (name, length, id);
        var root = new HdfId(H5Oopen(id.Value, "/", 0));
        if (root.IsInvalid)
        {
            id.Dispose();
            throw new DataFileException(name, null, $"Its root cannot be opened; libhdf5 says: {HdfErrors.Take()}.", "The file is damaged; get it again.");
        }

        Root = new(root, this, "/");
    }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>Bytes; nothing that it holds can be much longer.</summary>
    public long Length { get; }

    /// <summary>The group that holds the rest.</summary>
    public HdfGroup Root { get; }

    /// <summary>Opens a file for reading.</summary>
    public static HdfFile Open(string path)
    {
        var length = Checked(path);
        using var entered = HdfLibrary.Enter(path);
        using var access = Unlocked();
        var id = new HdfId(H5Fopen(path, ReadOnly, access.Value));
        return id.IsInvalid ? throw new DataFileException(path, null, $"It cannot be opened; libhdf5 says: {HdfErrors.Take()}.", "It is damaged, cut short, or was not closed by whoever writes it; get it again.") : new(path, length, id);
    }

    /// <summary>Makes a file; one of that name is an error.</summary>
    /// <param name="path">Where.</param>
    /// <param name="name">What messages call it.</param>
    public static HdfFile Create(string path, string name)
    {
        using var entered = HdfLibrary.Enter(name);
        using var access = Unlocked();
        var id = new HdfId(H5Fcreate(path, MakeNew, 0, access.Value));
        return id.IsInvalid ? throw new DataFileException(name, null, $"It cannot be made; libhdf5 says: {HdfErrors.Take()}.", "Check that the folder exists and can be written.") : new(name, long.MaxValue, id);
    }

    /// <summary>Brings what was written to the disk.</summary>
    public void Flush()
    {
        using var entered = HdfLibrary.Enter();
        if (H5Fflush(_id.Value, 0) < 0) throw NotWritten(Root, "The file");
    }

    /// <summary>That something was not written. The library has been entered.</summary>
    public static DataFileException NotWritten(HdfNode at, string what) => at.Wrong($"{what} cannot be written; libhdf5 says: {HdfErrors.Take()}.", "Check that there is room on the disk.");

    public void Dispose()
    {
        Root.Dispose();
        _id.Dispose();
    }

    /// <summary>How files are opened: without a lock. A process that this one starts meanwhile inherits the open file, and would keep it locked for as long as it lives. The library has been entered.</summary>
    private static unsafe HdfId Unlocked()
    {
        var list = new HdfId(H5Pcreate(HdfTypes.AccessOfFiles));
        if (SetLocking != null) SetLocking(list.Value, 0, 1);
        return list;
    }

    private static long Checked(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            var head = new byte[Signature.Length];
            for (var at = 0L; at + head.Length <= stream.Length; at = at == 0 ? 512 : 2 * at)
            {
                stream.Position = at;
                stream.ReadExactly(head);
                if (!head.AsSpan().SequenceEqual(Signature)) continue;
                HdfHeaps.Check(stream, path);
                return stream.Length;
            }

            stream.Position = 0;
            var first = new byte[Math.Min(4, stream.Length)];
            stream.ReadExactly(first);
            throw new DataFileException(path, null, stream.Length == 0 ? "The file is empty." : $"It is no HDF5 file{Looks(first)}.", "Name an .h5ad file, or convert it: sintropia convert IN OUT.h5ad.");
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataFileException(path, null, "There is no such file.", "Check the path.", absent);
        }
        catch (Exception closed) when (closed is UnauthorizedAccessException or IOException)
        {
            throw new DataFileException(path, null, $"It cannot be read: {closed.Message}", "Check that it is a file and may be read.", closed);
        }
    }

    private static string Looks(byte[] first) => first switch
    {
        [0x1f, 0x8b, ..] => ", but packed with gzip: unpack it first",
        [(byte)'P', (byte)'K', ..] => ", but a zip archive: unpack it first",
        [(byte)'%', (byte)'%', ..] => ", but a Matrix Market file: name the folder that holds it",
        _ => "",
    };
}
