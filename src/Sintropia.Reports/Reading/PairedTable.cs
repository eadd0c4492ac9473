using Sintropia.Reports.Payload;

namespace Sintropia.Reports.Reading;

/// <summary>paired.csv: differences between conditions that share their draws.</summary>
internal static class PairedTable
{
    private readonly record struct Key(string Condition, string Against, string Tissue, string CellType);

    public static IReadOnlyList<PairedCourse> Read(string directory, int maximumPoints, List<string> notices)
    {
        var rows = new Dictionary<Key, SortedDictionary<double, List<double[]>>>();
        string[] numbers = ["time_h", "difference", "low", "high", "log2_ratio", "log2_low", "log2_high"];
        TidyTable.Read(directory, "paired.csv", numbers, ["condition", "against", "tissue", "cell_type"], notices, row =>
        {
            var key = new Key(row.Texts[0], row.Texts[1], row.Texts[2], row.Texts[3]);
            if (!rows.TryGetValue(key, out var course)) rows[key] = course = [];
            if (!course.TryGetValue(row.Numbers[0], out var replicates)) course[row.Numbers[0]] = replicates = [];
            replicates.Add([.. row.Numbers]);
        });
        var manyTissues = rows.Keys.Select(key => key.Tissue).Distinct().Count() > 1;
        return [.. rows.Select(entry =>
        {
            var times = Thinning.Evenly([.. entry.Value.Keys], maximumPoints);
            var label = manyTissues ? $"{entry.Key.CellType} in {entry.Key.Tissue}" : entry.Key.CellType;
            return new PairedCourse(entry.Key.Condition, entry.Key.Against, label, times,
                [.. times.Select(time => Combined(entry.Value[time], 1))], [.. times.Select(time => Combined(entry.Value[time], 4))]);
        })];
    }

    /// <summary>Replicates have seeds of their own, so their errors are independent and half-widths add in quadrature.</summary>
    private static Estimate Combined(List<double[]> replicates, int at)
    {
        var values = replicates.Where(row => double.IsFinite(row[at])).ToArray();
        if (values.Length == 0) return new(null);
        var mean = values.Average(row => row[at]);
        var below = Math.Sqrt(values.Sum(row => (row[at] - row[at + 1]) * (row[at] - row[at + 1]))) / values.Length;
        var above = Math.Sqrt(values.Sum(row => (row[at + 2] - row[at]) * (row[at + 2] - row[at]))) / values.Length;
        return new(mean, double.IsFinite(below) ? mean - below : null, double.IsFinite(above) ? mean + above : null);
    }
}
