using Sintropia.Design.Chance;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Design.Mechanisms;

/// <summary>Compares a map with known regulation: precision and recall of its ranking of pairs, beside the same map under exchanged labels.</summary>
public sealed record EdgeRecovery
{
    /// <summary>Of all draws.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Exchanges of labels, and draws of regulators. Default: 200.</summary>
    public int Draws { get; init; } = 200;

    /// <summary>The score of a map. Regulators without a known target, and targets that nobody is known to regulate, stay in: not finding them is part of the task.</summary>
    /// <param name="map">The map.</param>
    /// <param name="edges">Who is known to regulate whom.</param>
    /// <exception cref="DesignException">No pair of the map is known to be true, or all are.</exception>
    public EdgeScore Of(GeneMap map, IReadOnlySet<(string Regulator, string Target)> edges)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(edges);
        var draws = new Drawing(Seed);
        var (rows, columns) = (map.Regulators.Count, map.Targets.Count);
        var isTrue = map.Regulators.Select(r => map.Targets.Select(t => edges.Contains((r, t))).ToArray()).ToArray();
        var isSelf = map.Regulators.Select(r => map.Targets.Select(t => r == t).ToArray()).ToArray();
        int[] all = [.. Enumerable.Range(0, rows)], same = [.. Enumerable.Range(0, columns)];
        var pairs = Pairs(all, all, same);
        var positives = pairs.Count(p => p.IsTrue);
        if (positives == 0 || positives == pairs.Length) throw new DesignException($"{positives} of the {pairs.Length} pairs of the map '{map.Name}' are known to be true, so nothing can be compared. Give regulons of genes that are in the panel.");
        var own = Areas(pairs);
        var nulls = Each(round => Areas(Pairs(all, draws.Permutation(rows, Drawing.Use.Label, round), draws.Permutation(columns, Drawing.Use.Map, round))).Precision);
        var drawn = Each(round =>
        {
            int[] some = [.. Enumerable.Range(0, rows).Select(i => draws.Below(rows, Drawing.Use.Set, round, i))];
            var again = Pairs(some, some, same);
            return again.Any(p => p.IsTrue) ? Areas(again).Precision : double.NaN;
        });
        Array.Sort(pairs, (a, b) => b.Score.CompareTo(a.Score));
        return new(map.Name, rows, pairs.Length, positives, new(own.Precision, OrderStatistics.Quantile(drawn, 0.025), OrderStatistics.Quantile(drawn, 0.975)), own.Roc, AtEdges(pairs, positives), nulls.Average(), OrderStatistics.Quantile(nulls, 0.95), (1.0 + nulls.Count(n => n >= own.Precision)) / (1 + Draws)) { Curve = own.Curve };

        // Truth of some rows with the scores of rows and columns under other labels; a gene with itself is no pair, wherever its label or its score went.
        (double Score, bool IsTrue)[] Pairs(int[] truthOf, int[] scoreOf, int[] column)
        {
            List<(double, bool)> found = new(truthOf.Length * columns);
            for (var i = 0; i < truthOf.Length; i++)
                for (var t = 0; t < columns; t++)
                    if (!isSelf[truthOf[i]][t] && !isSelf[scoreOf[i]][column[t]])
                        found.Add((map.Scores[scoreOf[i]][column[t]], isTrue[truthOf[i]][t]));
            return [.. found];
        }

        double[] Each(Func<int, double> of)
        {
            var results = new double[Draws];
            Parallel.For(0, Draws, round => results[round] = of(round));
            return results;
        }
    }

    /// <summary>Average precision and the area under the ROC; pairs that score the same come together.</summary>
    internal static (double Precision, double Roc, IReadOnlyList<(double Recall, double Precision)> Curve) Areas((double Score, bool IsTrue)[] pairs)
    {
        const int mostPoints = 200;
        var sorted = pairs.ToArray();
        Array.Sort(sorted, (a, b) => b.Score.CompareTo(a.Score));
        int positives = sorted.Count(p => p.IsTrue), negatives = sorted.Length - positives, hits = 0, misses = 0;
        double precision = 0, roc = 0;
        List<(double, double)> curve = [];
        for (var i = 0; i < sorted.Length;)
        {
            var (more, others) = (0, 0);
            var score = sorted[i].Score;
            for (; i < sorted.Length && sorted[i].Score == score; i++)
                if (sorted[i].IsTrue) more++;
                else others++;
            roc += (hits + more / 2.0) * others;
            (hits, misses) = (hits + more, misses + others);
            precision += more / (double)Math.Max(1, positives) * hits / (hits + misses);
            curve.Add((hits / (double)Math.Max(1, positives), hits / (double)(hits + misses)));
        }

        var every = Math.Max(1, curve.Count / mostPoints);
        return (precision, negatives == 0 || positives == 0 ? double.NaN : roc / ((double)positives * negatives), [.. curve.Where((_, i) => i % every == 0)]);
    }

    private static double AtEdges((double Score, bool IsTrue)[] sorted, int edges)
    {
        var edge = sorted[edges - 1].Score;
        var (above, equal) = (sorted.Where(p => p.Score > edge).ToArray(), sorted.Where(p => p.Score == edge).ToArray());
        return (above.Count(p => p.IsTrue) + (edges - above.Length) * (double)equal.Count(p => p.IsTrue) / equal.Length) / edges;
    }
}
