using Sintropia.Biology.Names;
using Sintropia.Data.Stored;
using Sintropia.Data.Tables;

namespace Sintropia.Data.AnnData;

/// <summary>A table in an open file: its columns are known, their values are read when asked for.</summary>
public sealed class StoredTable
{
    private const string Unnamed = "_index";

    private readonly StoredGroup _group;
    private readonly string _index;
    private readonly HashSet<string> _names;
    private string[]? _rowNames;

    internal StoredTable(string name, StoredGroup group)
    {
        (Name, _group) = (name, group);
        _index = group.Text("_index") ?? (group.Has(Unnamed) || !group.Has("index") ? Unnamed : "index");
        ColumnNames = group.Texts("column-order") ?? [.. group.Names().Where(n => n != _index && n != ColumnReader.LegacyCategories)];
        _names = [.. ColumnNames];
        if (_names.Count != ColumnNames.Count) throw group.Wrong("Two of its columns have one name.", "Name one of them otherwise, and write the file again.");
        var index = group.Find(_index) ?? throw group.Wrong($"It has no names of rows: '{_index}' is missing.", "The file is not whole, or not of this layout; write it again with AnnData.");
        Rows = ColumnReader.Rows(index);
        if (!group.File.CouldHold((Int128)Rows * ColumnNames.Count)) throw group.Wrong($"It claims {ColumnNames.Count} columns of {Rows} rows, and the file has {group.File.Length} bytes.", "The file was made to mislead; get it again.");
    }

    /// <summary>What AnnData calls it: obs, var, raw/var.</summary>
    public string Name { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>What the names of its rows are names of; null where the file does not say.</summary>
    public string? IndexName => _index == Unnamed ? null : _index;

    /// <summary>The names of its columns, in order.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>The names of all rows; read once.</summary>
    /// <exception cref="DataFileException">The file is damaged.</exception>
    public string[] ReadNames() => _rowNames ??= Names();

    /// <summary>Whether there is a column of a name.</summary>
    public bool Has(string column) => _names.Contains(column);

    /// <summary>A column.</summary>
    /// <exception cref="DataFileException">There is none, or the file is damaged.</exception>
    public Column Read(string column)
    {
        if (!Has(column)) throw _group.Wrong($"There is no column '{column}'.{(NearestName.To(column, ColumnNames) is { } near ? $" Did you mean '{near}'?" : "")}", $"There are: {string.Join(", ", ColumnNames.Take(40))}.");
        var node = _group.Find(column) ?? throw _group.Wrong($"Column '{column}' is named and missing.", "The file is not whole; write it again with AnnData.");
        return ColumnReader.Read(node, column, Rows, _group);
    }

    /// <summary>All columns.</summary>
    /// <exception cref="DataFileException">The file is damaged.</exception>
    public Table Read() => new(ReadNames(), ColumnNames.Select(Read), IndexName);

    private string[] Names()
    {
        var node = _group.Find(_index)!;
        var column = ColumnReader.Read(node, _index, Rows, null);
        return column is TextColumn { Missing: null } texts ? texts.Values : [.. Enumerable.Range(0, Rows).Select(row => column.Text(row) ?? "")];
    }
}
