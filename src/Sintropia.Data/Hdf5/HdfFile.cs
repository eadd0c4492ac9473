using static Sintropia.Data.Hdf5.HdfCalls;

namespace Sintropia.Data.Hdf5;

/// <summary>An HDF5 file that is being written.</summary>
internal sealed class HdfFile : IDisposable
{
    private const uint MakeNew = 4;

    private static readonly unsafe delegate* unmanaged[Cdecl]<long, byte, byte, int> SetLocking = (delegate* unmanaged[Cdecl]<long, byte, byte, int>)HdfLibrary.FunctionOrNone("H5Pset_file_locking"); // since 1.10.7

    private readonly HdfId _id;

    private HdfFile(string name, HdfId id)
    {
        (Name, _id) = (name, id);
        var root = new HdfId(H5Oopen(id.Value, "/", 0));
        if (root.IsInvalid)
        {
            id.Dispose();
            throw new DataFileException(name, null, $"Its root cannot be opened; libhdf5 says: {HdfErrors.Take()}.", "Check that the folder exists and can be written.");
        }

        Root = new(root, this, "/");
    }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>The group that holds the rest.</summary>
    public HdfGroup Root { get; }

    /// <summary>Makes a file; one of that name is an error.</summary>
    /// <param name="path">Where.</param>
    /// <param name="name">What messages call it.</param>
    public static HdfFile Create(string path, string name)
    {
        using var entered = HdfLibrary.Enter(name);
        using var access = Unlocked();
        var id = new HdfId(H5Fcreate(path, MakeNew, 0, access.Value));
        return id.IsInvalid ? throw new DataFileException(name, null, $"It cannot be made; libhdf5 says: {HdfErrors.Take()}.", "Check that the folder exists and can be written.") : new(name, id);
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
}
