using Sintropia.Design.Chance;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Design.Targets;

/// <summary>Ranks candidates by how near what they are predicted to change is to a wanted change, with how sure the ranking is of itself and what chance would have found.</summary>
public sealed record TargetSearch
{
    /// <summary>How likeness is measured. Default: cosine.</summary>
    public TargetMeasure Measure { get; init; } = TargetMeasure.Cosine;

    /// <summary>Of all draws. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Draws of cells, for intervals. Default: 200.</summary>
    public int Draws { get; init; } = 200;

    /// <summary>Searches with exchanged genes, for the null. Default: 200.</summary>
    public int Nulls { get; init; } = 200;

    /// <summary>How many threads; 0 for as many as there are processors. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>The ranking.</summary>
    /// <param name="system">What predicted, for reports.</param>
    /// <param name="query">The wanted change.</param>
    /// <param name="effects">What candidates are predicted to change.</param>
    /// <param name="shared">What changes of training have in common [genes], which <see cref="TargetMeasure.Centred"/> leaves out; null for nothing.</param>
    /// <param name="training">How far a candidate is from training, in words.</param>
    public TargetRanking Rank(string system, TargetQuery query, CandidateEffects effects, double[]? shared = null, Func<string, string>? training = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(effects);
        var draws = new Drawing(Seed);
        var scores = new SimilarityScores(Measure, [.. effects.Changes.Select(c => At(c, query.Places))], shared is null ? null : At(shared, query.Places));
        var found = scores.Of(query.Change);
        var sampled = query.HasCells ? Each(Draws, round => scores.Of(query.Drawn(draws, round))) : [];
        var nulls = Each(Nulls, round =>
        {
            var order = draws.Permutation(query.Change.Length, Drawing.Use.Null, round);
            return [scores.Of([.. order.Select(i => query.Change[i])]).Max()];
        });
        var (first, five) = Places(sampled, found.Length);
        var best = found.Max();
        RankedCandidate[] ranked = [.. Enumerable.Range(0, found.Length).Select(c =>
        {
            // Draws carry the noise of cells twice and score lower than the cells themselves: their spread is taken, not their place.
            double[] own = [.. sampled.Select(s => s[c]).Where(double.IsFinite)];
            var middle = OrderStatistics.Quantile(own, 0.5);
            return new RankedCandidate(effects.Names[c], FairRank.Of(found, c).Mean, found[c], found[c] + OrderStatistics.Quantile(own, 0.025) - middle, found[c] + OrderStatistics.Quantile(own, 0.975) - middle, first[c], five[c], training?.Invoke(effects.Names[c]) ?? "");
        }).OrderBy(r => r.Rank).ThenBy(r => r.Name, StringComparer.Ordinal)];
        return new(system, Measure, ranked, (1.0 + nulls.Count(n => n[0] >= best)) / (1 + Nulls), OrderStatistics.Quantile(nulls.Select(n => n[0]), 0.95), query.StatesP(draws, Nulls));
    }

    private double[][] Each(int count, Func<int, double[]> round)
    {
        var results = new double[count][];
        Parallel.For(0, count, new() { MaxDegreeOfParallelism = Threads > 0 ? Threads : Environment.ProcessorCount }, i => results[i] = round(i));
        return results;
    }

    // How often each candidate was first, and among five, over draws; equals share.
    private static (double[] First, double[] Five) Places(double[][] sampled, int candidates)
    {
        var (first, five) = (new double[candidates], new double[candidates]);
        foreach (var scores in sampled)
        {
            var sorted = scores.ToArray();
            Array.Sort(sorted, (a, b) => b.CompareTo(a));
            var edge = sorted[Math.Min(4, sorted.Length - 1)];
            for (var c = 0; c < candidates; c++)
            {
                if (scores[c] < edge) continue;
                var rank = FairRank.Of(scores, c);
                first[c] += rank.Hit(1) / sampled.Length;
                five[c] += rank.Hit(5) / sampled.Length;
            }
        }

        return (first, five);
    }

    internal static double[] At(double[] values, IReadOnlyList<int> places)
    {
        var chosen = new double[places.Count];
        for (var i = 0; i < chosen.Length; i++) chosen[i] = values[places[i]];
        return chosen;
    }
}
