using System.Globalization;
using Sintropia.Evaluation.Growth;

namespace Sintropia.Runs.Results;

/// <summary>`paired.csv`: conditions that share draws, compared clone by clone, so that chance common to both cancels.</summary>
public static class PairedDifferences
{
    private const string Header = "time_h,condition,against,replicate,tissue,cell_type,difference,low,high,log2_ratio,log2_low,log2_high";
    private static readonly HashSet<string> Dead = ["apoptotic", "necrotic", "mitotic_death"];

    /// <summary>Name of the condition that others are compared with: control, or else the first.</summary>
    public static string Reference(IReadOnlyList<string> conditions) => conditions.FirstOrDefault(c => c.Equals("control", StringComparison.OrdinalIgnoreCase)) ?? conditions[0];

    /// <summary>Compares every condition with the reference at every record time: living cells, with 95 % intervals by a jack-knife over clone groups.</summary>
    /// <param name="directory">A run whose `clones.csv` is complete.</param>
    /// <param name="conditions">Its conditions, at least two.</param>
    public static void Write(RunDirectory directory, IReadOnlyList<string> conditions)
    {
        var against = Reference(conditions);
        var counts = Living(directory.PathOf("clones.csv"));
        using (var table = new TableFile(directory.PathOf("paired.csv.tmp"), Header, 0))
        {
            foreach (var (key, first) in counts.Where(c => c.Key.Condition != against))
            {
                if (!counts.TryGetValue(key with { Condition = against }, out var second)) continue;
                var paired = PairedDifference.Of(first, second);
                var (difference, ratio) = (paired.Difference, paired.Log2Ratio);
                table.Add(key.Time).Add(key.Condition).Add(against).Add(key.Replicate).Add(key.Tissue).Add(key.CellType);
                var interval = difference.Interval();
                table.Add(difference.Value).Add(interval.Low).Add(interval.High);
                if (ratio is { } log2)
                {
                    var (value, low, high) = (log2.Value, log2.Interval().Low, log2.Interval().High);
                    table.Add(value).Add(low).Add(high);
                }
                else table.Add("").Add("").Add("");
                table.EndRow();
            }

            table.Flush();
        }

        File.Move(directory.PathOf("paired.csv.tmp"), directory.PathOf("paired.csv"), overwrite: true);
    }

    private static Dictionary<(double Time, string Condition, int Replicate, string Tissue, string CellType), double[]> Living(string path)
    {
        var counts = new Dictionary<(double Time, string Condition, int Replicate, string Tissue, string CellType), double[]>();
        foreach (var row in CsvRows.Read(path))
        {
            if (Dead.Contains(row[6])) continue;
            var key = (double.Parse(row[0], CultureInfo.InvariantCulture), row[1], int.Parse(row[2], CultureInfo.InvariantCulture), row[4], row[5]);
            if (!counts.TryGetValue(key, out var groups)) counts[key] = groups = new double[32];
            groups[int.Parse(row[7], CultureInfo.InvariantCulture)] += long.Parse(row[8], CultureInfo.InvariantCulture);
        }

        return counts;
    }
}
