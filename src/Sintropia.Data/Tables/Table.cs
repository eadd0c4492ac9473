using System.Diagnostics.CodeAnalysis;
using Sintropia.Biology.Names;

namespace Sintropia.Data.Tables;

/// <summary>Named rows and ordered columns: what is known of cells, or of genes. Names of rows need not differ.</summary>
public sealed class Table
{
    private readonly Dictionary<string, Column> _byName;

    /// <param name="names">A name a row, not copied.</param>
    /// <param name="columns">Columns of as many rows; their names differ.</param>
    /// <param name="indexName">What the names are names of: barcode, gene_id; null where nobody says.</param>
    /// <exception cref="ArgumentException">A column has more or fewer rows, or two have one name.</exception>
    public Table(string[] names, IEnumerable<Column> columns, string? indexName = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(columns);
        (Names, Columns, IndexName) = (names, [.. columns], indexName);
        _byName = new(StringComparer.Ordinal);
        foreach (var column in Columns)
        {
            if (column.Length != names.Length) throw new ArgumentException($"Column '{column.Name}' has {column.Length} values for {names.Length} rows.", nameof(columns));
            if (!_byName.TryAdd(column.Name, column)) throw new ArgumentException($"Two columns are called '{column.Name}'. Name one of them otherwise.", nameof(columns));
        }
    }

    /// <param name="names">A name a row, not copied.</param>
    /// <param name="columns">Columns of as many rows; their names differ.</param>
    public Table(string[] names, params ReadOnlySpan<Column> columns)
        : this(names, columns.ToArray().AsEnumerable())
    {
    }

    /// <summary>Number of rows.</summary>
    public int Rows => Names.Length;

    /// <summary>A name a row.</summary>
    public string[] Names { get; }

    /// <summary>What the names are names of; null where nobody says.</summary>
    public string? IndexName { get; }

    /// <summary>All columns, in order.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The column of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names the nearest.</exception>
    public Column this[string name] => Find(name) ?? throw new KeyNotFoundException(Lacks(name));

    /// <summary>The column of a name, or null.</summary>
    public Column? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Whether there is a column of a name.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out Column? column) => _byName.TryGetValue(name, out column);

    /// <summary>The table with a column added at the end, or put in the place of the one of its name.</summary>
    public Table With(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return new(Names, _byName.ContainsKey(column.Name) ? Columns.Select(c => c.Name == column.Name ? column : c) : Columns.Append(column), IndexName);
    }

    /// <summary>The table without some columns.</summary>
    public Table Without(params ReadOnlySpan<string> names)
    {
        var left = new HashSet<string>(names.ToArray(), StringComparer.Ordinal);
        return new(Names, Columns.Where(c => !left.Contains(c.Name)), IndexName);
    }

    /// <summary>Rows in the order given; one may come more than once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Table SelectRows(ReadOnlySpan<int> rows)
    {
        var names = new string[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            names[i] = (uint)rows[i] < (uint)Rows ? Names[rows[i]] : throw new ArgumentOutOfRangeException(nameof(rows), rows[i], $"There is no row {rows[i]}: the table has {Rows}, from 0.");
        var chosen = new Column[Columns.Count];
        for (var i = 0; i < chosen.Length; i++) chosen[i] = Columns[i].SelectRows(rows);
        return new(names, chosen, IndexName);
    }

    /// <summary>The same table, whose categories are all that there are.</summary>
    internal Table WithFixedCategories() => new(Names, Columns.Select(c => c is CategoryColumn category ? new CategoryColumn(c.Name, category.Codes, category.Categories, category.Ordered) { Fixed = true } : c), IndexName);

    /// <summary>That there is no column of a name, which is nearest, or which there are.</summary>
    internal string Lacks(string name)
    {
        var near = NearestName.To(name, _byName.Keys) is { } found ? $" Did you mean '{found}'?" : "";
        var all = Columns.Count switch
        {
            0 => "There are no columns.",
            <= 40 => $"There are: {string.Join(", ", Columns.Select(c => c.Name))}.",
            _ => $"There are {Columns.Count}, among them {string.Join(", ", Columns.Take(20).Select(c => c.Name))}.",
        };
        return $"There is no column '{name}'.{near} {all}";
    }
}
