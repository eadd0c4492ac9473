namespace Sintropia.Data.Tables;

/// <summary>Which rows of a table are meant: <c>condition == "control" and n_genes &gt; 500</c>.</summary>
/// <remarks>
/// Columns by name; names with other signs than letters, digits, '_', '.' and '-' in backquotes; <c>index</c> is the name of the row. Numbers, texts in double or single quotes, <c>true</c> and <c>false</c>.
/// <c>== != &lt; &lt;= &gt; &gt;= in [a, b] not in [a, b] is missing is not missing and or not ( )</c>; a boolean column may stand alone. A missing value equals nothing, differs from everything and is neither less nor greater.
/// Categories are compared as what they are: texts, numbers, booleans. Texts are compared for equality only, letter by letter.
/// </remarks>
public sealed class Where
{
    private readonly Condition _condition;

    private Where(string text, Condition condition) => (Text, _condition) = (text, condition);

    /// <summary>The expression as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads an expression.</summary>
    /// <exception cref="WhereException">It makes no sense; the message says where.</exception>
    public static Where Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text, new WhereParser(text).Whole());
    }

    /// <summary>The names of the columns that it asks for.</summary>
    public IReadOnlyList<string> Columns => [.. _condition.Columns().Distinct(StringComparer.Ordinal)];

    /// <summary>The rows that are meant, in order.</summary>
    /// <exception cref="WhereException">A column is missing, and the message names the nearest; or it is compared with something that it cannot be.</exception>
    public int[] Rows(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var holds = _condition.Holds(new(table, Text));
        var rows = new List<int>();
        for (var row = 0; row < holds.Length; row++)
            if (holds[row])
                rows.Add(row);
        return [.. rows];
    }
}
