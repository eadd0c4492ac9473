using System.Numerics;
using System.Runtime.InteropServices;
using static Sintropia.Data.Hdf5.HdfCalls;

namespace Sintropia.Data.Hdf5;

/// <summary>A dataset that is being written, and grows by rows.</summary>
internal sealed unsafe class HdfColumn : HdfNode
{
    private const int TextsAtOnce = 1 << 14;

    private readonly long[] _extents;

    private HdfColumn(HdfId id, HdfGroup group, string name, long[] extents)
        : base(id, group.File, group.Below(name)) => _extents = extents;

    /// <summary>Rows so far.</summary>
    public long Rows => _extents[0];

    /// <summary>Makes one without rows.</summary>
    /// <param name="group">Where.</param>
    /// <param name="name">Under which name.</param>
    /// <param name="type">Type in the file.</param>
    /// <param name="size">Bytes of an element.</param>
    /// <param name="width">Extents of a row; none for a number.</param>
    /// <param name="packing">How it is packed.</param>
    public static HdfColumn Create(HdfGroup group, string name, long type, int size, ReadOnlySpan<long> width, HdfPacking packing)
    {
        using var entered = HdfLibrary.Enter();
        long[] extents = [0, .. width];
        using var space = HdfSpace.Simple(extents, grows: true);
        using var list = new HdfId(H5Pcreate(HdfTypes.CreationOfDatasets));
        H5Pset_obj_track_times(list.Value, 0); // the same values give the same bytes whenever they are written
        var chunk = HdfPacking.Chunk(extents, size);
        fixed (long* first = chunk) H5Pset_chunk(list.Value, chunk.Length, (ulong*)first);
        if (packing.Level > 0)
        {
            H5Pset_shuffle(list.Value);
            H5Pset_deflate(list.Value, (uint)packing.Level);
        }

        var id = new HdfId(H5Dcreate2(group.Id.Value, name, type, space.Value, 0, list.Value, 0));
        return id.IsInvalid ? throw HdfFile.NotWritten(group, $"'{name}'") : new(id, group, name, extents);
    }

    /// <summary>Adds rows of numbers.</summary>
    public void Append<T>(ReadOnlySpan<T> values, long rows) where T : unmanaged, INumber<T>
    {
        if (rows == 0) return;
        using var entered = HdfLibrary.Enter();
        fixed (T* from = values) Append(HdfWriting.InMemory<T>(), from, rows);
    }

    /// <summary>Adds rows of true and false.</summary>
    public void Append(ReadOnlySpan<bool> values)
    {
        if (values.Length == 0) return;
        using var entered = HdfLibrary.Enter();
        using var type = HdfTypes.Boolean();
        fixed (byte* from = MemoryMarshal.AsBytes(values)) Append(type.Value, from, values.Length);
    }

    /// <summary>Adds rows of text.</summary>
    public void Append(ReadOnlySpan<string> texts)
    {
        using var entered = HdfLibrary.Enter();
        using var type = HdfTypes.Text();
        for (var done = 0; done < texts.Length; done += TextsAtOnce)
        {
            var part = texts.Slice(done, Math.Min(TextsAtOnce, texts.Length - done));
            var count = part.Length;
            HdfTexts.WithPointers(part, pointers => Append(type.Value, (void*)pointers, count));
        }
    }

    private void Append(long type, void* from, long rows)
    {
        var start = new long[_extents.Length];
        start[0] = _extents[0];
        var count = (long[])_extents.Clone();
        count[0] = rows;
        _extents[0] += rows;
        fixed (long* extents = _extents)
            if (H5Dset_extent(Id.Value, (ulong*)extents) < 0)
                throw HdfFile.NotWritten(this, "More rows");
        using var memory = HdfSpace.Simple(count);
        using var file = new HdfId(H5Dget_space(Id.Value));
        if (!HdfSpace.Choose(file, start, count) || H5Dwrite(Id.Value, type, memory.Value, file.Value, 0, from) < 0) throw HdfFile.NotWritten(this, "Rows");
    }
}
