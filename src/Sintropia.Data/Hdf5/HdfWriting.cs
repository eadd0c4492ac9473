using System.Numerics;
using System.Runtime.InteropServices;
using static Sintropia.Data.Hdf5.HdfCalls;

namespace Sintropia.Data.Hdf5;

/// <summary>Writes whole datasets into groups.</summary>
internal static unsafe class HdfWriting
{
    /// <summary>Writes numbers; a shape without extents is a scalar.</summary>
    public static HdfNode Write<T>(this HdfGroup group, string name, ReadOnlySpan<T> values, ReadOnlySpan<long> extents) where T : unmanaged, INumber<T>
    {
        using var entered = HdfLibrary.Enter();
        fixed (T* from = values) return Write(group, name, InFile<T>(), InMemory<T>(), from, extents, values.Length);
    }

    /// <summary>Writes true and false.</summary>
    public static HdfNode Write(this HdfGroup group, string name, ReadOnlySpan<bool> values, ReadOnlySpan<long> extents)
    {
        using var entered = HdfLibrary.Enter();
        using var type = HdfTypes.Boolean();
        fixed (byte* from = MemoryMarshal.AsBytes(values)) return Write(group, name, type.Value, type.Value, from, extents, values.Length);
    }

    /// <summary>Writes texts.</summary>
    public static HdfNode Write(this HdfGroup group, string name, ReadOnlySpan<string> texts, ReadOnlySpan<long> extents)
    {
        using var entered = HdfLibrary.Enter();
        using var type = HdfTypes.Text();
        HdfNode? written = null;
        var (shape, count) = (extents.ToArray(), texts.Length);
        HdfTexts.WithPointers(texts, pointers => written = Write(group, name, type.Value, type.Value, (void*)pointers, shape, count));
        return written!;
    }

    /// <summary>Writes records of columns: each a field.</summary>
    /// <param name="group">Where.</param>
    /// <param name="name">Under which name.</param>
    /// <param name="fields">Names, and numbers, booleans or texts of as many rows.</param>
    /// <param name="rows">How many.</param>
    public static HdfNode WriteRecords(this HdfGroup group, string name, IReadOnlyList<(string Name, Array Values)> fields, int rows)
    {
        using var entered = HdfLibrary.Enter();
        using var text = HdfTypes.Text();
        using var boolean = HdfTypes.Boolean();
        var width = fields.Sum(Size);
        using var type = new HdfId(H5Tcreate(6, (nuint)width));
        var offset = 0;
        foreach (var field in fields)
        {
            H5Tinsert(type.Value, field.Name, (nuint)offset, field.Values switch { double[] => HdfTypes.DoubleInFile, long[] => HdfTypes.Int64InFile, bool[] => boolean.Value, _ => text.Value });
            offset += Size(field);
        }

        var records = new byte[checked(width * rows)];
        var pinned = new List<nint>();
        try
        {
            offset = 0;
            foreach (var field in fields)
            {
                for (var row = 0; row < rows; row++) Put(records.AsSpan(row * width + offset), field.Values, row, pinned);
                offset += Size(field);
            }

            fixed (byte* from = records) return Write(group, name, type.Value, type.Value, from, [rows], rows);
        }
        finally
        {
            foreach (var pointer in pinned) Marshal.FreeCoTaskMem(pointer);
        }
    }

    /// <summary>Gives a dataset or group another place.</summary>
    public static void Move(this HdfGroup from, string name, HdfGroup to, string newName)
    {
        using var entered = HdfLibrary.Enter();
        if (H5Lmove(from.Id.Value, name, to.Id.Value, newName, 0, 0) < 0) throw HdfFile.NotWritten(to, $"'{newName}'");
    }

    /// <summary>The type of numbers in memory.</summary>
    public static long InMemory<T>() => typeof(T) == typeof(float) ? HdfTypes.Float : typeof(T) == typeof(double) ? HdfTypes.Double : typeof(T) == typeof(long) ? HdfTypes.Int64 : typeof(T) == typeof(int) ? HdfTypes.Int32
        : typeof(T) == typeof(short) ? HdfTypes.Int16 : typeof(T) == typeof(sbyte) ? HdfTypes.Int8 : throw new NotSupportedException($"{typeof(T).Name} is not written.");

    /// <summary>The type of numbers in files.</summary>
    public static long InFile<T>() => typeof(T) == typeof(float) ? HdfTypes.FloatInFile : typeof(T) == typeof(double) ? HdfTypes.DoubleInFile : typeof(T) == typeof(long) ? HdfTypes.Int64InFile : typeof(T) == typeof(int) ? HdfTypes.Int32InFile
        : typeof(T) == typeof(short) ? HdfTypes.Int16InFile : typeof(T) == typeof(sbyte) ? HdfTypes.Int8InFile : throw new NotSupportedException($"{typeof(T).Name} is not written.");

    private static WrittenDataset Write(HdfGroup group, string name, long fileType, long memoryType, void* from, ReadOnlySpan<long> extents, int count)
    {
        using var space = extents.Length == 0 ? HdfSpace.Scalar() : HdfSpace.Simple(extents);
        using var list = new HdfId(H5Pcreate(HdfTypes.CreationOfDatasets));
        H5Pset_obj_track_times(list.Value, 0);
        var id = new HdfId(H5Dcreate2(group.Id.Value, name, fileType, space.Value, 0, list.Value, 0));
        if (id.IsInvalid) throw HdfFile.NotWritten(group, $"'{name}'");
        if (count > 0 && H5Dwrite(id.Value, memoryType, 0, 0, 0, from) < 0)
        {
            id.Dispose();
            throw HdfFile.NotWritten(group, $"'{name}'");
        }

        return new(id, group.File, group.Below(name));
    }

    private static int Size((string, Array Values) field) => field.Values is bool[] ? 1 : 8;

    private static void Put(Span<byte> at, Array values, int row, List<nint> pinned)
    {
        switch (values)
        {
            case double[] numbers: MemoryMarshal.Write(at, numbers[row]); break;
            case long[] numbers: MemoryMarshal.Write(at, numbers[row]); break;
            case bool[] booleans: at[0] = booleans[row] ? (byte)1 : (byte)0; break;
            case string[] texts:
                pinned.Add(Marshal.StringToCoTaskMemUTF8(texts[row]));
                MemoryMarshal.Write(at, pinned[^1]);
                break;
            default: throw new NotSupportedException($"{values.GetType().Name} is not written.");
        }
    }

    private sealed class WrittenDataset(HdfId id, HdfFile file, string path) : HdfNode(id, file, path);
}
