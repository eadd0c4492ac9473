using System.Globalization;

namespace Sintropia.Data.Tables;

/// <summary>Numbers with fractions. What is not a number is missing.</summary>
public sealed class NumberColumn : Column
{
    /// <param name="name">What it is called.</param>
    /// <param name="values">One a row, not copied.</param>
    /// <param name="missing">Which rows have none; null for none.</param>
    public NumberColumn(string name, double[] values, bool[]? missing = null)
        : base(name, values.Length, missing)
    {
        Values = values;
    }

    /// <summary>One value a row; what stands in a row that is missing means nothing.</summary>
    public double[] Values { get; }

    /// <inheritdoc/>
    public override string Kind => "numbers";

    /// <inheritdoc/>
    public override bool IsMissing(int row) => double.IsNaN(Values[row]) || base.IsMissing(row);

    /// <inheritdoc/>
    public override NumberColumn SelectRows(ReadOnlySpan<int> rows) => new(Name, Chosen(Values, rows), ChosenMissing(rows));

    /// <inheritdoc/>
    public override NumberColumn Named(string name) => new(name, Values, Missing);

    private protected override string Spelled(int row) => Values[row].ToString("R", CultureInfo.InvariantCulture);
}
