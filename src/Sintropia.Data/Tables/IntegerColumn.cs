using System.Globalization;

namespace Sintropia.Data.Tables;

/// <summary>Whole numbers.</summary>
public sealed class IntegerColumn : Column
{
    /// <param name="name">What it is called.</param>
    /// <param name="values">One a row, not copied.</param>
    /// <param name="missing">Which rows have none; null for none.</param>
    public IntegerColumn(string name, long[] values, bool[]? missing = null)
        : base(name, values.Length, missing)
    {
        Values = values;
    }

    /// <summary>One value a row; what stands in a row that is missing means nothing.</summary>
    public long[] Values { get; }

    /// <inheritdoc/>
    public override string Kind => "whole numbers";

    /// <inheritdoc/>
    public override IntegerColumn SelectRows(ReadOnlySpan<int> rows) => new(Name, Chosen(Values, rows), ChosenMissing(rows));

    /// <inheritdoc/>
    public override IntegerColumn Named(string name) => new(name, Values, Missing);

    private protected override string Spelled(int row) => Values[row].ToString(CultureInfo.InvariantCulture);
}
