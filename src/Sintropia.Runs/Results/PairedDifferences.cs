using System.Globalization;
using Sintropia.Evaluation.Growth;

namespace Sintropia.Runs.Results;

/// <summary>`paired.csv`: conditions that share draws, compared clone by clone, so that chance common to both cancels.</summary>
public static class PairedDifferences
{
    private const string Name = "paired.csv", Header = "time_h,condition,against,replicate,tissue,cell_type,difference,low,high,log2_ratio,log2_low,log2_high";
    private const int Groups = 32;
    private static readonly HashSet<string> Dead = ["apoptotic", "necrotic", "mitotic_death"];

    /// <summary>Name of the condition that others are compared with: control, or else the first.</summary>
    public static string Reference(IReadOnlyList<string> conditions) => conditions.FirstOrDefault(c => c.Equals("control", StringComparison.OrdinalIgnoreCase)) ?? conditions[0];

    /// <summary>Compares every condition with the reference at every record time: living cells, with 95 % intervals by a jack-knife over clone groups.</summary>
    /// <param name="directory">A run whose `timeseries.csv` and `clones.csv` are complete.</param>
    /// <param name="conditions">Its conditions, at least two.</param>
    /// <exception cref="InvalidDataException">The tables do not belong together.</exception>
    /// <remarks>The tables are read twice and only the counts of the reference are kept.</remarks>
    public static void Write(RunDirectory directory, IReadOnlyList<string> conditions)
    {
        var against = Reference(conditions);
        var reference = Counts(directory).Where(c => c.Key.Condition == against).ToDictionary(c => c.Key, c => c.Living);
        directory.Write(Name, path =>
        {
            using var table = new TableFile(path, Header, 0);
            foreach (var (key, living) in Counts(directory).Where(c => c.Key.Condition != against))
                if (reference.TryGetValue(key with { Condition = against }, out var other)) Row(table, key, against, PairedDifference.Of(living, other));
            table.Flush();
        });
    }

    private static void Row(TableFile table, Population key, string against, PairedDifference paired)
    {
        var difference = paired.Difference.Interval();
        table.Add(key.Time).Add(key.Condition).Add(against).Add(key.Replicate).Add(key.Tissue).Add(key.CellType)
            .Add(difference.Estimate).Add(difference.Low).Add(difference.High);
        if (paired.Log2Ratio?.Interval() is { } ratio) table.Add(ratio.Estimate).Add(ratio.Low).Add(ratio.High);
        else table.Add("").Add("").Add("");
        table.EndRow();
    }

    /// <summary>Living cells by clone group, of every population at every record. `clones.csv` leaves zeros out, so `timeseries.csv`, written side by side with it, says which populations there are: one that died out is counted as 0, not passed over.</summary>
    private static IEnumerable<(Population Key, double[] Living)> Counts(RunDirectory directory)
    {
        var path = directory.PathOf("clones.csv");
        using var clones = CsvRows.Read(path).GetEnumerator();
        var more = clones.MoveNext();
        foreach (var key in Populations(directory))
        {
            var living = new double[Groups];
            for (; more && Population.Of(clones.Current) == key; more = clones.MoveNext())
                if (!Dead.Contains(clones.Current[6])) living[int.Parse(clones.Current[7], CultureInfo.InvariantCulture)] += long.Parse(clones.Current[8], CultureInfo.InvariantCulture);
            yield return (key, living);
        }

        if (more) throw new InvalidDataException($"{path} counts {Population.Of(clones.Current)}, which timeseries.csv does not: one of the two was changed. Run the scenario anew.");
    }

    private static IEnumerable<Population> Populations(RunDirectory directory)
    {
        Population? last = null;
        foreach (var row in CsvRows.Read(directory.PathOf("timeseries.csv")))
        {
            var here = Population.Of(row);
            if (here == last) continue;
            last = here;
            yield return here;
        }
    }

    /// <summary>Cells of a type in a tissue, as both tables name them in their first columns.</summary>
    private readonly record struct Population(string Time, string Condition, string Replicate, string Tissue, string CellType)
    {
        public static Population Of(string[] row) => new(row[0], row[1], row[2], row[4], row[5]);
    }
}
