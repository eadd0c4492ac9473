namespace Sintropia.Data.Tables;

/// <summary>A named column of a table: one value a row, some of which may be missing.</summary>
public abstract class Column
{
    private protected Column(string name, int length, bool[]? missing)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (missing is not null && missing.Length != length) throw new ArgumentException($"Column '{name}' has {length} values and says of {missing.Length} whether they are missing.", nameof(missing));
        (Name, Length, Missing) = (name, length, missing is not null && Array.IndexOf(missing, true) >= 0 ? missing : null);
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Number of rows.</summary>
    public int Length { get; }

    /// <summary>Which rows a mask declares missing; null where it declares none. See also <see cref="IsMissing"/>.</summary>
    public bool[]? Missing { get; }

    /// <summary>What its values are, in a word for messages: numbers, texts…</summary>
    public abstract string Kind { get; }

    /// <summary>Whether a row has no value: by the mask, not a number, or no category.</summary>
    public virtual bool IsMissing(int row) => Missing is not null && Missing[row];

    /// <summary>The value of a row as text, in invariant culture; null where it is missing.</summary>
    public string? Text(int row) => IsMissing(row) ? null : Spelled(row);

    /// <summary>Rows in the order given; one may come more than once.</summary>
    public abstract Column SelectRows(ReadOnlySpan<int> rows);

    /// <summary>The same values under another name.</summary>
    public abstract Column Named(string name);

    private protected abstract string Spelled(int row);

    private protected static T[] Chosen<T>(T[] values, ReadOnlySpan<int> rows)
    {
        var chosen = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            chosen[i] = (uint)rows[i] < (uint)values.Length ? values[rows[i]] : throw new ArgumentOutOfRangeException(nameof(rows), rows[i], $"There is no row {rows[i]}: the column has {values.Length}, from 0.");
        return chosen;
    }

    private protected bool[]? ChosenMissing(ReadOnlySpan<int> rows) => Missing is null ? null : Chosen(Missing, rows);
}
