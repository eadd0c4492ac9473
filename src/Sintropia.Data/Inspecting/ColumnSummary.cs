using System.Globalization;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Inspecting;

/// <summary>What a column holds, in short.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Distinct">How many values there are.</param>
/// <param name="Missing">In how many rows there is none.</param>
/// <param name="Values">The most frequent values with their rows, or the range of numbers.</param>
public sealed record ColumnSummary(string Name, string Kind, int Distinct, int Missing, string Values)
{
    private const int Shown = 4, Longest = 24;

    /// <summary>Sums up a column.</summary>
    public static ColumnSummary Of(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        var missing = 0;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < column.Length; row++)
        {
            if (column.Text(row) is not { } text) missing++;
            else counts[text] = counts.GetValueOrDefault(text) + 1;
        }

        return new(column.Name, column.Kind, counts.Count, missing, column is NumberColumn or IntegerColumn && counts.Count > Shown ? Range(column) : Frequent(counts));
    }

    private static string Range(Column column)
    {
        double[] numbers = [.. Enumerable.Range(0, column.Length).Where(row => !column.IsMissing(row)).Select(row => column is IntegerColumn integers ? integers.Values[row] : ((NumberColumn)column).Values[row]).Order()];
        return string.Create(CultureInfo.InvariantCulture, $"{numbers[0]:G5} to {numbers[^1]:G5}, median {numbers[numbers.Length / 2]:G5}");
    }

    private static string Frequent(Dictionary<string, int> counts)
    {
        var most = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(Shown).Select(c => c.Value > 1 ? $"{Cut(c.Key)} ({c.Value.ToString(CultureInfo.InvariantCulture)})" : Cut(c.Key));
        return string.Join(", ", most) + (counts.Count > Shown ? ", …" : "");
    }

    private static string Cut(string text) => DataFileException.Shown(text.Length > Longest ? text[..Longest] + "…" : text);
}
