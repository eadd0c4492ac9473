namespace Sintropia.Data.Tables;

/// <summary>True or false.</summary>
public sealed class BooleanColumn : Column
{
    /// <param name="name">What it is called.</param>
    /// <param name="values">One a row, not copied.</param>
    /// <param name="missing">Which rows have none; null for none.</param>
    public BooleanColumn(string name, bool[] values, bool[]? missing = null)
        : base(name, values.Length, missing)
    {
        Values = values;
    }

    /// <summary>One value a row; what stands in a row that is missing means nothing.</summary>
    public bool[] Values { get; }

    /// <inheritdoc/>
    public override string Kind => "true or false";

    /// <inheritdoc/>
    public override BooleanColumn SelectRows(ReadOnlySpan<int> rows) => new(Name, Chosen(Values, rows), ChosenMissing(rows));

    /// <inheritdoc/>
    public override BooleanColumn Named(string name) => new(name, Values, Missing);

    private protected override string Spelled(int row) => Values[row] ? "true" : "false";
}
