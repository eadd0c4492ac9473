using static Sintropia.Data.Hdf5.HdfCalls;

namespace Sintropia.Data.Hdf5;

/// <summary>A group that is being written.</summary>
internal sealed class HdfGroup(HdfId id, HdfFile file, string path) : HdfNode(id, file, path)
{
    /// <summary>Makes a group.</summary>
    public HdfGroup Create(string name)
    {
        using var entered = HdfLibrary.Enter();
        var made = new HdfId(H5Gcreate2(Id.Value, name, 0, 0, 0));
        return made.IsInvalid ? throw HdfFile.NotWritten(this, $"Group '{name}'") : new(made, File, Below(name));
    }

    /// <summary>The path of something in it.</summary>
    public string Below(string name) => Path == "/" ? "/" + name : $"{Path}/{name}";
}
