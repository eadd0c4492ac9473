using Sintropia.Data.Annotated;
using Sintropia.Data.Hdf5;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Data.AnnData;

/// <summary>Writes free annotations, and what lies beside rows.</summary>
internal static class AnnotationWriter
{
    /// <summary>Writes all of a tree into a group.</summary>
    public static void Write(HdfGroup group, AnnotationTree tree, HdfPacking packing)
    {
        foreach (var (name, value) in tree) Write(group, Encodings.Name(group, name), value, packing);
    }

    /// <summary>Writes one annotation.</summary>
    public static void Write(HdfGroup group, string name, Annotation value, HdfPacking packing)
    {
        switch (value)
        {
            case AnnotationTree tree:
                using (var below = group.CreateMapping(name)) Write(below, tree, packing);
                break;
            case ScalarAnnotation scalar: Scalar(group, name, scalar.Value).Dispose(); break;
            case MatrixAnnotation matrix: Write(group, name, matrix.Matrix, packing); break;
            case TableAnnotation { IsRecords: true } records: Records(group, name, records.Table).Dispose(); break;
            case TableAnnotation table: TableSink.Write(group, name, table.Table, packing); break;
            case ArrayAnnotation { Values: CategoryColumn or { Missing: not null } } column: Lone(group, name, column.Values, packing); break;
            case ArrayAnnotation array: PlainWriter.Write(group, name, array.Values, [.. array.Shape.Select(extent => (long)extent)]).Dispose(); break;
            case UnreadAnnotation unread: throw group.Wrong($"'{name}' was not read and cannot be written: {unread.Reason}", "Take it away before (Uns.Remove).");
        }
    }

    /// <summary>Writes a matrix.</summary>
    public static void Write(HdfGroup group, string name, CellMatrix matrix, HdfPacking packing)
    {
        using var sink = MatrixSink.Create(group, Encodings.Name(group, name), matrix, packing);
        sink.Append(matrix);
        sink.Complete();
    }

    private static HdfNode Scalar(HdfGroup group, string name, object value) => value switch
    {
        string text => group.Write(name, [text], []).As("string", "0.2.0"),
        bool boolean => group.Write(name, [boolean], []).As("numeric-scalar", "0.2.0"),
        long integer => group.Write<long>(name, [integer], []).As("numeric-scalar", "0.2.0"),
        _ => group.Write<double>(name, [(double)value], []).As("numeric-scalar", "0.2.0"),
    };

    private static HdfNode Records(HdfGroup group, string name, Table table) => group.WriteRecords(name, [.. table.Columns.Select(c => (Encodings.Name(group, c.Name), Elements(group, c)))], table.Rows).As("rec-array", "0.2.0");

    private static Array Elements(HdfGroup group, Column column) => column switch
    {
        NumberColumn numbers => numbers.Values,
        IntegerColumn { Missing: null } integers => integers.Values,
        BooleanColumn { Missing: null } booleans => booleans.Values,
        TextColumn { Missing: null } texts => texts.Values,
        _ => throw group.Wrong($"Field '{column.Name}' of records has {column.Kind}{(column.Missing is null ? "" : ", some of them missing")}.", "Records hold numbers, booleans and texts."),
    };

    // A column by itself is written as one of a table is.
    private static void Lone(HdfGroup group, string name, Column column, HdfPacking packing)
    {
        using var sink = ColumnSink.Create(group, column.Named(name), packing);
        sink.Append(column);
        sink.Complete();
    }
}
