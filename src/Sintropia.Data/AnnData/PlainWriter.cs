using Sintropia.Data.Hdf5;
using Sintropia.Data.Tables;

namespace Sintropia.Data.AnnData;

/// <summary>Writes arrays of numbers, booleans and texts.</summary>
internal static class PlainWriter
{
    /// <summary>Writes values of a shape; none is a scalar.</summary>
    public static HdfNode Write(HdfGroup group, string name, Column values, ReadOnlySpan<long> extents) => values switch
    {
        NumberColumn numbers => group.Write<double>(name, numbers.Values, extents).As("array", "0.2.0"),
        IntegerColumn { Missing: null } integers => group.Write<long>(name, integers.Values, extents).As("array", "0.2.0"),
        BooleanColumn { Missing: null } booleans => group.Write(name, booleans.Values, extents).As("array", "0.2.0"),
        TextColumn { Missing: null } texts => group.Write(name, texts.Values, extents).As("string-array", "0.2.0"),
        _ => throw group.Wrong($"'{name}' has missing values, which plain arrays of {values.Kind} cannot have.", "Make it a column of a table."),
    };
}
