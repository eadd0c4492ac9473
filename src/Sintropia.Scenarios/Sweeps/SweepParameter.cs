using System.Globalization;
using Sintropia.Scenarios.Quantities;

namespace Sintropia.Scenarios.Sweeps;

/// <summary>A number of a scenario that a sweep changes.</summary>
/// <param name="Name">Its name, a column of the results.</param>
/// <param name="At">Where it stands in the scenario.</param>
/// <param name="Values">The values as they are written; empty for a range.</param>
/// <param name="Range">The range; null where values are named.</param>
public sealed record SweepParameter(string Name, IReadOnlyList<string> At, IReadOnlyList<string> Values, SweepRange? Range)
{
    private readonly (double[] Numbers, string Unit)? _numbers = NumbersOf(Values);

    /// <summary>Values that a grid or a list takes.</summary>
    public int Count => Range?.Steps ?? Values.Count;

    /// <summary>The unit of its numbers; empty if they have none, or if the values are words.</summary>
    public string Unit => Range?.Unit ?? _numbers?.Unit ?? "";

    /// <summary>Whether its values are numbers of one unit.</summary>
    public bool IsNumeric => Range is not null || _numbers is not null;

    /// <summary>The text and the number of one of the values of a grid or a list.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <returns>The number is the index itself where values are words.</returns>
    public (string Text, double Number) Value(int index)
    {
        if (Range is null) return (Values[index], _numbers?.Numbers[index] ?? index);
        var value = Range.At(Range.Steps < 2 ? 0 : (double)index / (Range.Steps - 1));
        return (Range.Text(value), value);
    }

    /// <summary>The text and the number at a place between the least and the greatest value.</summary>
    /// <param name="share">From 0 to 1; of named values each has an equal part.</param>
    public (string Text, double Number) At01(double share)
    {
        if (Range is null) return Value(Math.Min((int)(share * Values.Count), Values.Count - 1));
        var value = Range.At(share);
        return (Range.Text(value), value);
    }

    private static (double[], string)? NumbersOf(IReadOnlyList<string> values)
    {
        if (values.Count == 0) return null;
        var read = new Quantity[values.Count];
        for (var i = 0; i < read.Length; i++)
            if (!Quantity.TryParse(values[i], Enum.GetValues<Dimension>(), out read[i], out _, out _)) return null;
        // 0 and 100 nM are both amounts of uM; the first that has a unit names it.
        var unit = read[0].Unit;
        if (read.Any(q => q.Unit.Dimension != unit.Dimension)) return null;
        return ([.. read.Select(q => q.Unit == unit ? q.Number : double.Parse(q.In(unit).ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))], unit.Symbol);
    }
}
