namespace Sintropia.Data.Tables;

/// <summary>Texts that need not repeat.</summary>
public sealed class TextColumn : Column
{
    /// <param name="name">What it is called.</param>
    /// <param name="values">One a row, not copied.</param>
    /// <param name="missing">Which rows have none; null for none.</param>
    public TextColumn(string name, string[] values, bool[]? missing = null)
        : base(name, values.Length, missing)
    {
        Values = values;
    }

    /// <summary>One value a row; what stands in a row that is missing means nothing.</summary>
    public string[] Values { get; }

    /// <inheritdoc/>
    public override string Kind => "texts";

    /// <inheritdoc/>
    public override TextColumn SelectRows(ReadOnlySpan<int> rows) => new(Name, Chosen(Values, rows), ChosenMissing(rows));

    /// <inheritdoc/>
    public override TextColumn Named(string name) => new(name, Values, Missing);

    private protected override string Spelled(int row) => Values[row];
}
