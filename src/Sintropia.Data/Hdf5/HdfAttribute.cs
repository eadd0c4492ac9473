using static Sintropia.Data.Hdf5.HdfCalls;

namespace Sintropia.Data.Hdf5;

/// <summary>Writes what a group or dataset says of itself.</summary>
internal static unsafe class HdfAttribute
{
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
