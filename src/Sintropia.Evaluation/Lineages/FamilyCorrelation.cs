using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Lineages;

/// <summary>How alike relatives are in a duration.</summary>
/// <param name="Pairs">Pairs in which both durations were seen complete.</param>
/// <param name="Log">Pearson correlation of the logarithms.</param>
/// <param name="NormalScore">Correlation of van der Waerden's normal scores: no single slow cell dominates it, and no change of scale alters it.</param>
/// <remarks>Only complete pairs enter, so a short recording favours fast families. Compare a simulation after the same <see cref="ObservationWindow"/>. Intervals:
/// <see cref="LineageBootstrap"/>.</remarks>
public readonly record struct FamilyCorrelation(int Pairs, double Log, double NormalScore)
{
    /// <summary>Sisters. They have no order, so each pair enters both ways round (intraclass correlation).</summary>
    /// <param name="lineages">Whole lineages.</param>
    /// <param name="duration">The duration of a cell, h, null where it is not complete: <c>c => c.Completed("G1")</c> or <c>c => c.CycleHours</c>.</param>
    public static FamilyCorrelation Sisters(IEnumerable<Lineage> lineages, Func<LineageCell, double?> duration)
    {
        ArgumentNullException.ThrowIfNull(lineages);
        var (x, y) = Complete(lineages.SelectMany(l => l.SisterPairs), duration, duration);
        var pairs = x.Count;
        var both = x.Concat(y).ToArray();
        var swapped = y.Concat(x).ToArray();
        var scores = Correlation.NormalScores(both); // of all sisters together, for both margins
        return new(pairs, Correlation.Pearson(Logs(both), Logs(swapped)), Correlation.Pearson(scores, [.. scores.Skip(pairs), .. scores.Take(pairs)]));
    }

    /// <summary>Mothers with each daughter.</summary>
    /// <param name="lineages">Whole lineages.</param>
    /// <param name="duration">The duration of a cell, h, null where it is not complete.</param>
    public static FamilyCorrelation MothersAndDaughters(IEnumerable<Lineage> lineages, Func<LineageCell, double?> duration)
    {
        ArgumentNullException.ThrowIfNull(lineages);
        return Of(Complete(lineages.SelectMany(l => l.MotherDaughterPairs), duration, duration));
    }

    /// <summary>Two durations of one cell, such as G1 and S/G2.</summary>
    /// <param name="lineages">Whole lineages.</param>
    /// <param name="first">The one duration, h, null where it is not complete.</param>
    /// <param name="second">The other.</param>
    public static FamilyCorrelation WithinCells(IEnumerable<Lineage> lineages, Func<LineageCell, double?> first, Func<LineageCell, double?> second)
    {
        ArgumentNullException.ThrowIfNull(lineages);
        return Of(Complete(lineages.SelectMany(l => l.Cells).Select(c => (c, c)), first, second));
    }

    private static FamilyCorrelation Of((List<double> X, List<double> Y) pairs) => new(
        pairs.X.Count,
        Correlation.Pearson(Logs(pairs.X), Logs(pairs.Y)),
        Correlation.Pearson(Correlation.NormalScores(pairs.X), Correlation.NormalScores(pairs.Y)));

    private static (List<double> X, List<double> Y) Complete(IEnumerable<(LineageCell, LineageCell)> pairs, Func<LineageCell, double?> first, Func<LineageCell, double?> second)
    {
        List<double> x = [], y = [];
        foreach (var (a, b) in pairs)
        {
            if (first(a) is not (> 0 and var one) || second(b) is not (> 0 and var two)) continue;
            x.Add(one);
            y.Add(two);
        }

        return (x, y);
    }

    private static double[] Logs(IReadOnlyList<double> values) => [.. values.Select(v => Math.Log(v))];
}
