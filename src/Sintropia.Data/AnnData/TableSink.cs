using Sintropia.Data.Hdf5;
using Sintropia.Data.Tables;

namespace Sintropia.Data.AnnData;

/// <summary>A table that is being written by blocks of rows.</summary>
internal sealed class TableSink : IDisposable
{
    private readonly HdfGroup _group;
    private readonly HdfColumn _names;
    private readonly ColumnSink[] _columns;

    public TableSink(HdfGroup parent, string name, Table first, HdfPacking packing)
    {
        _group = parent.Create(name).As("dataframe", "0.2.0");
        var index = first.IndexName is { Length: > 0 } own && !own.Contains('/') && first.Find(own) is null ? own : "_index";
        _group.Say("_index", index);
        _group.Say("column-order", [.. first.Columns.Select(c => c.Name)]);
        using var text = HdfTypes.Text();
        _names = HdfColumn.Create(_group, index, text.Value, 16, [], packing).As("string-array", "0.2.0");
        _columns = [.. first.Columns.Select(column => ColumnSink.Create(_group, column, packing))];
    }

    /// <summary>Rows so far.</summary>
    public long Rows => _names.Rows;

    /// <summary>Writes a whole table.</summary>
    public static void Write(HdfGroup parent, string name, Table table, HdfPacking packing)
    {
        using var sink = new TableSink(parent, Encodings.Name(parent, name), table, packing);
        sink.Append(table);
        sink.Complete();
    }

    /// <summary>Adds rows, whose columns are those of the first block.</summary>
    public void Append(Table block)
    {
        if (!block.Columns.Select(c => c.Name).SequenceEqual(_columns.Select(c => c.Name)))
            throw new ArgumentException($"A block of rows has the columns {string.Join(", ", block.Columns.Select(c => c.Name))}, and the first had {string.Join(", ", _columns.Select(c => c.Name))}.");
        _names.Append(block.Names);
        for (var i = 0; i < _columns.Length; i++) _columns[i].Append(block.Columns[i]);
    }

    public void Complete()
    {
        foreach (var column in _columns) column.Complete();
    }

    public void Dispose()
    {
        foreach (var column in _columns) column.Dispose();
        _names.Dispose();
        _group.Dispose();
    }
}
