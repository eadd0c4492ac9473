using System.Text;
using static Sintropia.Data.Hdf5.HdfCalls;

namespace Sintropia.Data.Hdf5;

/// <summary>An open group. Whatever is reached from it lies in this file: links out of it are refused, and links within it are followed a few steps only.</summary>
internal sealed unsafe class HdfGroup(HdfId id, HdfFile file, string path) : HdfNode(id, file, path)
{
    private const int MostNames = 1_000_000, LongestName = 1 << 16, MostHops = 8;

    private static readonly delegate* unmanaged[Cdecl]<long, byte*, void*, long, int> LinkRecord = (delegate* unmanaged[Cdecl]<long, byte*, void*, long, int>)HdfLibrary.Function("H5Lget_info", "H5Lget_info1");

    /// <summary>The names in it, in order of their characters.</summary>
    public IReadOnlyList<string> Names()
    {
        using var entered = HdfLibrary.Enter();
        HdfGroupRecord record;
        if (H5Gget_info(Id.Value, &record) < 0) throw Refused("Its names cannot be listed");
        if (record.Links > MostNames) throw Wrong($"It claims {record.Links} names.", "The file is damaged, or was made to mislead; get it again.");
        var names = new List<string>();
        var buffer = new byte[256];
        for (var place = 0ul; place < record.Links; place++)
        {
            var length = Name(place, buffer);
            if (length is < 1 or > LongestName) throw Refused("Its names cannot be listed");
            if (length >= buffer.Length) length = Name(place, buffer = new byte[length + 1]);
            if (length < 1) throw Refused("Its names cannot be listed");
            names.Add(Encoding.UTF8.GetString(buffer, 0, (int)Math.Min(length, buffer.Length - 1)));
        }

        return names;
    }

    /// <summary>Whether something has a name in it.</summary>
    public bool Has(string name)
    {
        using var entered = HdfLibrary.Enter();
        return H5Lexists(Id.Value, name, 0) > 0;
    }

    /// <summary>The group of a name, or null where there is none.</summary>
    public HdfGroup? FindGroup(string name) => Find(name) switch
    {
        null => null,
        HdfGroup group => group,
        var other => throw Another(other, "group"),
    };

    /// <summary>The dataset of a name, or null where there is none.</summary>
    public HdfDataset? FindDataset(string name) => Find(name) switch
    {
        null => null,
        HdfDataset dataset => dataset,
        var other => throw Another(other, "dataset"),
    };

    /// <summary>The dataset of a name.</summary>
    public HdfDataset Dataset(string name) => FindDataset(name) ?? throw Wrong($"'{name}' is missing.", "The file is not whole, or not of this layout; write it again with AnnData.");

    /// <summary>The group or dataset of a name, or null where there is none.</summary>
    public HdfNode? Find(string name) => Find(name, MostHops);

    /// <summary>Makes a group.</summary>
    public HdfGroup Create(string name)
    {
        using var entered = HdfLibrary.Enter();
        var made = new HdfId(H5Gcreate2(Id.Value, name, 0, 0, 0));
        return made.IsInvalid ? throw HdfFile.NotWritten(this, $"Group '{name}'") : new(made, File, Below(name));
    }

    /// <summary>The path of something in it.</summary>
    public string Below(string name) => Path == "/" ? "/" + name : $"{Path}/{name}";

    private HdfNode? Find(string name, int hops)
    {
        using var entered = HdfLibrary.Enter();
        if (name.Length == 0 || name.Contains('/') || name.Contains('\0') || name is "." || H5Lexists(Id.Value, name, 0) <= 0) return null;
        switch (KindOfLink(name))
        {
            case 0: return Opened(name);
            case 1: return Followed(name, hops);
            case 64: throw Wrong($"'{name}' is a link to another file, which is not followed: files that others made must not choose what is read.", "Copy what it names into this file (h5py: del f[name]; f.copy(other[path], name)).");
            case var kind: throw Wrong($"'{name}' is a link of kind {kind}, which is not read.", "Copy what it names into this file.");
        }
    }

    private HdfNode Opened(string name)
    {
        var found = new HdfId(H5Oopen(Id.Value, name, 0));
        if (found.IsInvalid) throw Refused($"'{DataFileException.Shown(name)}' cannot be opened");
        switch (H5Iget_type(found.Value))
        {
            case 2: return new HdfGroup(found, File, Below(name));
            case 5: return HdfDataset.Opened(found, this, name);
            default:
                found.Dispose();
                throw Wrong($"'{name}' is neither a group nor a dataset.", "Write the file again with AnnData.");
        }
    }

    private HdfNode? Followed(string name, int hops)
    {
        if (hops == 0) throw Wrong($"'{name}' is a link to a link to a link, and so on.", "The links of the file go round in circles; write it again with AnnData.");
        var buffer = stackalloc byte[4096];
        if (H5Lget_val(Id.Value, name, buffer, 4095, 0) < 0) throw Refused($"Link '{name}' cannot be read");
        buffer[4095] = 0;
        var target = System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)buffer)!;
        HdfNode at = target.StartsWith('/') ? File.Root : this;
        foreach (var step in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(s => s != "."))
        {
            var next = (at as HdfGroup)?.Find(step, hops - 1);
            if (at != File.Root && at != this) at.Dispose();
            if (next is null) return null;
            at = next;
        }

        return at == File.Root || at == this ? throw Wrong($"'{name}' is a link to a group that holds it.", "The links of the file go round in circles; write it again with AnnData.") : at;
    }

    private int KindOfLink(string name)
    {
        var record = stackalloc long[16]; // the kind comes first, whatever the version
        var bytes = Encoding.UTF8.GetBytes(name + '\0');
        fixed (byte* text = bytes)
            if (LinkRecord(Id.Value, text, record, 0) < 0)
                throw Refused($"Link '{name}' cannot be read");
        return *(int*)record;
    }

    private nint Name(ulong place, byte[] buffer)
    {
        fixed (byte* to = buffer) return H5Lget_name_by_idx(Id.Value, ".", 0, 0, place, to, (nuint)buffer.Length, 0);
    }

    private DataFileException Another(HdfNode other, string wanted)
    {
        var wrong = other.Wrong($"It is a {(other is HdfGroup ? "group" : "dataset")}, and AnnData keeps a {wanted} here.", "The file is not of a layout that is known; write it again with AnnData.");
        other.Dispose();
        return wrong;
    }
}
