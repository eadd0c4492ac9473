using Sintropia.Data.Tables;

namespace Sintropia.Data.Annotated;

/// <summary>A table with names of rows (a data frame), or an array of records that has none.</summary>
/// <param name="table">The table; the names of the rows of records are empty.</param>
/// <param name="isRecords">Whether it is an array of records: what scanpy keeps of <c>rank_genes_groups</c>.</param>
public sealed class TableAnnotation(Table table, bool isRecords = false) : Annotation
{
    /// <summary>The table.</summary>
    public Table Table { get; } = table;

    /// <summary>Whether rows have no names and are written as an array of records.</summary>
    public bool IsRecords { get; } = isRecords;
}
