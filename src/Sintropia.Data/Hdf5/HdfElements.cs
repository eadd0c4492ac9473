using System.Runtime.InteropServices;
using static Sintropia.Data.Hdf5.HdfCalls;

namespace Sintropia.Data.Hdf5;

/// <summary>The type of elements as the file has it.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Size">Bytes each; of a reference for texts of any length.</param>
/// <param name="Signed">Whether integers may be negative.</param>
/// <param name="Name">As numpy calls it: float32, int64, bool, string.</param>
internal sealed record HdfElements(HdfKind Kind, int Size, bool Signed, string Name)
{
    private const int MostFields = 1024, LongestElement = 1 << 20;

    /// <summary>Whether texts have any length, and lie elsewhere in the file.</summary>
    public bool AnyLength { get; private init; }

    /// <summary>Whether texts of fixed length are filled up with blanks.</summary>
    public bool BlankPadded { get; private init; }

    /// <summary>The fields of records.</summary>
    public IReadOnlyList<(string Name, HdfElements Elements)> Fields { get; private init; } = [];

    /// <summary>Whether they are numbers or booleans.</summary>
    public bool AreNumbers => Kind is HdfKind.Integer or HdfKind.Float or HdfKind.Boolean;

    /// <summary>Describes a type. The library has been entered.</summary>
    public static HdfElements Of(long type, int depth = 0)
    {
        var size = H5Tget_size(type);
        if (size is 0 or > LongestElement) return Unknown(0);
        return (H5Tget_class(type), (int)size) switch
        {
            (0, 1 or 2 or 4 or 8) and var (_, bytes) => Integer(bytes, H5Tget_sign(type) != 0),
            (1, 2 or 4 or 8) and var (_, bytes) => new(HdfKind.Float, bytes, true, $"float{8 * bytes}"),
            (3, var bytes) => new(HdfKind.Text, bytes, false, "string") { AnyLength = H5Tis_variable_str(type) > 0, BlankPadded = H5Tget_strpad(type) == 2 },
            (6, var bytes) when depth == 0 => Records(type, bytes),
            (8, 1) => new(HdfKind.Boolean, 1, false, "bool"),
            (_, var bytes) => Unknown(bytes),
        };
    }

    private static HdfElements Unknown(int size) => new(HdfKind.Other, size, false, "a type that is not read");

    private static HdfElements Integer(int bytes, bool signed) => new(HdfKind.Integer, bytes, signed, $"{(signed ? "" : "u")}int{8 * bytes}");

    private static unsafe HdfElements Records(long type, int size)
    {
        var fields = new List<(string, HdfElements)>();
        var count = H5Tget_nmembers(type);
        if (count is < 1 or > MostFields) return Unknown(size);
        for (var member = 0u; member < count; member++)
        {
            var name = H5Tget_member_name(type, member);
            if (name is null) return Unknown(size);
            var text = Marshal.PtrToStringUTF8((nint)name)!;
            H5free_memory(name);
            using var own = new HdfId(H5Tget_member_type(type, member));
            if (own.IsInvalid) return Unknown(size);
            fields.Add((text, Of(own.Value, depth: 1)));
        }

        return new(HdfKind.Records, size, false, "records") { Fields = fields };
    }
}
