using System.Runtime.InteropServices;
using static Sintropia.Data.Hdf5.HdfCalls;

namespace Sintropia.Data.Hdf5;

/// <summary>What a group or dataset says of itself. The library has been entered by who uses one.</summary>
internal sealed unsafe class HdfAttribute : IDisposable
{
    private const long Most = 1 << 20;

    private readonly HdfId _id, _type, _space;
    private readonly HdfNode _of;
    private readonly string _name;

    private HdfAttribute(HdfNode of, string name, HdfId id)
    {
        (_of, _name, _id) = (of, name, id);
        (_type, _space) = (new(H5Aget_type(id.Value)), new(H5Aget_space(id.Value)));
        try
        {
            if (_type.IsInvalid || _space.IsInvalid) throw of.Refused($"Attribute '{name}' has no type or no shape");
            Elements = HdfElements.Of(_type.Value);
            Count = HdfSpace.Count(HdfSpace.Extents(_space.Value) ?? throw of.Refused($"The shape of attribute '{name}' cannot be read")) ?? -1;
            if (Count is < 0 or > Most || Count * Elements.Size > 64 * Most) throw of.Wrong($"Attribute '{name}' claims {Count} elements.", "The file is damaged, or was made to mislead; get it again.");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public HdfElements Elements { get; }

    public long Count { get; }

    public static HdfAttribute? Open(HdfNode of, string name)
    {
        var exists = H5Aexists(of.Id.Value, name);
        if (exists == 0) return null;
        var id = new HdfId(exists < 0 ? -1 : H5Aopen(of.Id.Value, name, 0));
        return id.IsInvalid ? throw of.Refused($"Attribute '{name}' cannot be opened") : new(of, name, id);
    }

    public string[] Texts() => HdfTexts.Read(_type.Value, Elements, _space.Value, (int)Count, Read, () => Failed);

    public long[] Integers()
    {
        var numbers = new long[Count];
        if (Elements.Kind == HdfKind.Boolean)
        {
            var bytes = new sbyte[Count];
            fixed (sbyte* to = bytes) Check(H5Aread(_id.Value, _type.Value, to));
            for (var i = 0; i < bytes.Length; i++) numbers[i] = bytes[i];
            return numbers;
        }

        fixed (long* to = numbers) Check(H5Aread(_id.Value, HdfTypes.Int64, to));
        return numbers;
    }

    public static void Write(HdfNode of, string name, string[] texts, bool scalar)
    {
        using var entered = HdfLibrary.Enter();
        using var type = HdfTypes.Text();
        if (texts.Length == 0)
        {
            // h5py, and so AnnData, writes an empty list of columns as no floats.
            using var nothing = HdfSpace.Simple([0]);
            using var empty = Created(of, name, HdfTypes.DoubleInFile, nothing);
            return;
        }

        using var space = scalar ? HdfSpace.Scalar() : HdfSpace.Simple([texts.Length]);
        using var id = Created(of, name, type.Value, space);
        HdfTexts.WithPointers(texts, pointers => Check(of, name, H5Awrite(id.Value, type.Value, (void*)pointers)));
    }

    public static void Write(HdfNode of, string name, long[] numbers)
    {
        using var entered = HdfLibrary.Enter();
        using var space = HdfSpace.Simple([numbers.Length]);
        using var id = Created(of, name, HdfTypes.Int64InFile, space);
        fixed (long* from = numbers) Check(of, name, H5Awrite(id.Value, HdfTypes.Int64, from));
    }

    public static void Write(HdfNode of, string name, bool value)
    {
        using var entered = HdfLibrary.Enter();
        using var type = HdfTypes.Boolean();
        using var space = HdfSpace.Scalar();
        using var id = Created(of, name, type.Value, space);
        var number = (sbyte)(value ? 1 : 0);
        Check(of, name, H5Awrite(id.Value, type.Value, &number));
    }

    public void Dispose()
    {
        _space.Dispose();
        _type.Dispose();
        _id.Dispose();
    }

    private DataFileException Failed => _of.Refused($"Attribute '{_name}' cannot be read");

    private int Read(long type, void* to) => H5Aread(_id.Value, type, to);

    private void Check(int status)
    {
        if (status < 0) throw Failed;
    }

    private static void Check(HdfNode of, string name, int status)
    {
        if (status < 0) throw HdfFile.NotWritten(of, $"Attribute '{name}'");
    }

    private static HdfId Created(HdfNode of, string name, long type, HdfId space)
    {
        var id = new HdfId(H5Acreate2(of.Id.Value, name, type, space.Value, 0, 0));
        return id.IsInvalid ? throw HdfFile.NotWritten(of, $"Attribute '{name}'") : id;
    }
}
