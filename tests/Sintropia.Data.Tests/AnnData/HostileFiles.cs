using System.Text;
using Sintropia.Data.AnnData;
using Sintropia.Data.Hdf5;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Tests.AnnData;

/// <summary>Makes files that say what cannot be: a good one is written, and then something of it in its place.</summary>
internal sealed unsafe class HostileFiles(TemporaryFolder folder)
{
    /// <summary>A file of 3 cells × 4 genes with a sparse X, a category and an annotation, changed.</summary>
    public string Make(Action<HdfGroup> change)
    {
        var path = folder[$"{Guid.NewGuid():N}.h5ad"];
        using var file = HdfFile.Create(path, path);
        Frame(file.Root, "obs", 3, withSize: true);
        Frame(file.Root, "var", 4, withSize: false);
        change(file.Root);
        if (!Has(file.Root, "X")) Sparse(file.Root);
        file.Flush();
        return path;
    }

    /// <summary>Writes X in parts, of which some may be others than they should.</summary>
    public static void Sparse(HdfGroup root, long[]? shape = null, int[]? starts = null, int[]? indices = null, float[]? values = null, string kind = "csr_matrix", Action<HdfGroup>? also = null)
    {
        using var x = root.Create("X").As(kind, "0.1.0");
        x.Say("shape", shape ?? [3, 4]);
        Write(x, "indptr", starts ?? [0, 2, 2, 3]);
        Write(x, "indices", indices ?? [0, 3, 1]);
        using var data = x.Write<float>("data", values ?? [1, 2, 3], [values?.Length ?? 3]);
        also?.Invoke(x);
    }

    /// <summary>Replaces the category of cells.</summary>
    public static void Category(HdfGroup root, sbyte[] codes)
    {
        using var obs = Opened(root, "obs");
        using var type = obs.Create("type2").As("categorical", "0.2.0");
        using var written = type.Write<sbyte>("codes", codes, [codes.Length]);
        using var categories = type.Write("categories", ["a", "b"], [2]);
    }

    /// <summary>A dataset of an extent that nothing fills.</summary>
    public static void Claim(HdfGroup group, string name, params long[] extents)
    {
        using var entered = HdfLibrary.Enter();
        using var space = HdfSpace.Simple(extents);
        using var list = new HdfId(HdfCalls.H5Pcreate(HdfTypes.CreationOfDatasets));
        var chunk = Array.ConvertAll(extents, extent => (ulong)Math.Min(extent, 16));
        fixed (ulong* first = chunk) HdfCalls.H5Pset_chunk(list.Value, chunk.Length, first);
        using var id = new HdfId(HdfCalls.H5Dcreate2(group.Id.Value, name, HdfTypes.FloatInFile, space.Value, 0, list.Value, 0));
        Assert.False(id.IsInvalid);
    }

    public static void LinkSoftly(HdfGroup group, string name, string target)
    {
        using var entered = HdfLibrary.Enter();
        fixed (byte* to = Encoding.UTF8.GetBytes(target + '\0'), under = Encoding.UTF8.GetBytes(name + '\0'))
            Assert.Equal(0, ((delegate* unmanaged[Cdecl]<byte*, long, byte*, long, long, int>)HdfLibrary.Function("H5Lcreate_soft"))(to, group.Id.Value, under, 0, 0));
    }

    public static void LinkHard(HdfGroup group, string name, HdfGroup target)
    {
        using var entered = HdfLibrary.Enter();
        fixed (byte* self = "."u8, under = Encoding.UTF8.GetBytes(name + '\0'))
            Assert.Equal(0, ((delegate* unmanaged[Cdecl]<long, byte*, long, byte*, long, long, int>)HdfLibrary.Function("H5Lcreate_hard"))(target.Id.Value, self, group.Id.Value, under, 0, 0));
    }

    public static void LinkOutside(HdfGroup group, string name, string file)
    {
        using var entered = HdfLibrary.Enter();
        fixed (byte* to = Encoding.UTF8.GetBytes(file + '\0'), what = "/X\0"u8, under = Encoding.UTF8.GetBytes(name + '\0'))
            Assert.Equal(0, ((delegate* unmanaged[Cdecl]<byte*, byte*, long, byte*, long, long, int>)HdfLibrary.Function("H5Lcreate_external"))(to, what, group.Id.Value, under, 0, 0));
    }

    /// <summary>X whose bytes are in another file.</summary>
    public static void StoreOutside(HdfGroup group, string file)
    {
        using var entered = HdfLibrary.Enter();
        using var space = HdfSpace.Simple([3, 4]);
        using var list = new HdfId(HdfCalls.H5Pcreate(HdfTypes.CreationOfDatasets));
        fixed (byte* to = Encoding.UTF8.GetBytes(file + '\0'))
            Assert.Equal(0, ((delegate* unmanaged[Cdecl]<long, byte*, long, ulong, int>)HdfLibrary.Function("H5Pset_external"))(list.Value, to, 0, 48));
        using var id = new HdfId(HdfCalls.H5Dcreate2(group.Id.Value, "X", HdfTypes.FloatInFile, space.Value, 0, list.Value, 0));
        Assert.False(id.IsInvalid);
    }

    private static bool Has(HdfGroup group, string name)
    {
        using var entered = HdfLibrary.Enter();
        fixed (byte* text = Encoding.UTF8.GetBytes(name + '\0')) return ((delegate* unmanaged[Cdecl]<long, byte*, long, int>)HdfLibrary.Function("H5Lexists"))(group.Id.Value, text, 0) > 0;
    }

    private static HdfGroup Opened(HdfGroup group, string name)
    {
        using var entered = HdfLibrary.Enter();
        return new(new(HdfCalls.H5Oopen(group.Id.Value, name, 0)), group.File, group.Below(name));
    }

    private static void Write(HdfGroup group, string name, int[] values) => group.Write<int>(name, values, [values.Length]).Dispose();

    private static void Frame(HdfGroup root, string name, int rows, bool withSize)
    {
        string[] names = [.. Enumerable.Range(0, rows).Select(i => $"{name}{i}")];
        TableSink.Write(root, name, withSize ? new Table(names, new NumberColumn("size", new double[rows])) : new Table(names), new(0));
    }
}
