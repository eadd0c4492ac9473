using Sintropia.Evaluation.Perturbations;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Training.Benchmarks;

/// <summary>Systems beside baselines, null and ceiling on one test.</summary>
/// <param name="Suite">Name of the test.</param>
/// <param name="Description">Data, split, sizes, seeds: what the figures depend on.</param>
/// <param name="Perturbations">Test perturbations, in the order of figures.</param>
/// <param name="Entries">Rows.</param>
public sealed record Leaderboard(string Suite, IReadOnlyList<string> Description, IReadOnlyList<string> Perturbations, IReadOnlyList<Entry> Entries)
{
    /// <summary>Mean of a row with its interval of 95 %, by drawing perturbations again.</summary>
    public static Interval Mean(Entry entry, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(metric);
        return PairedBootstrap.Mean(entry.Figures[metric.Name]);
    }

    /// <summary>Test perturbations of which a row has no number.</summary>
    public static int Missing(Entry entry, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(metric);
        return entry.Figures[metric.Name].Count(double.IsNaN);
    }

    /// <summary>The baseline with the best mean among those that have a number of every perturbation; null where none has.</summary>
    public Entry? Best(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var complete = Entries.Where(e => e.Role == EntryRole.Baseline && Missing(e, metric) == 0);
        return metric.HigherIsBetter ? complete.MaxBy(e => e.Figures[metric.Name].Average()) : complete.MinBy(e => e.Figures[metric.Name].Average());
    }

    /// <summary>How much better a row is than the best baseline, paired by perturbation: above 0 is better whatever the metric. Null where there is no such baseline.</summary>
    public Interval? Gain(Entry entry, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (Best(metric) is not { } best) return null;
        var difference = PairedBootstrap.Difference(entry.Figures[metric.Name], best.Figures[metric.Name]);
        return metric.HigherIsBetter ? difference : new(-difference.Estimate, -difference.High, -difference.Low);
    }

    /// <summary>What the table says of each system, in sentences; also where a baseline wins.</summary>
    public IReadOnlyList<string> Findings()
    {
        List<string> said = [];
        foreach (var entry in Entries.Where(e => e.Role == EntryRole.System))
        {
            var (better, worse) = (new List<string>(), new List<string>());
            foreach (var metric in Metric.All)
            {
                if (Gain(entry, metric) is not { } gain) continue;
                if (gain.Low > 0) better.Add($"{metric.Name} (over {Best(metric)!.System})");
                else if (gain.High < 0) worse.Add($"{metric.Name} (under {Best(metric)!.System})");
            }

            said.Add($"{entry.System}: {(better.Count == 0 ? "significantly better than the best baseline on no metric" : $"significantly better than the best baseline on {string.Join(", ", better)}")}; {(worse.Count == 0 ? "significantly worse on none" : $"significantly worse on {string.Join(", ", worse)}")}{(entry.Refused.Count > 0 ? $"; could not answer {entry.Refused.Count} of {Perturbations.Count} perturbations, which count as no change" : "")}.");
        }

        return said;
    }
}
