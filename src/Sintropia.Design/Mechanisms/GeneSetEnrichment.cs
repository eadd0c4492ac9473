using Sintropia.Design.Chance;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Design.Mechanisms;

/// <summary>Which sets of genes a change is about: by over-representation among changed genes, and by their place along the ranked change.</summary>
/// <remarks>The background of both is the measured panel: sets are cut to it, and random sets are drawn from it. Permuting genes and not samples treats genes as independent, which they are not, so that p values of the running sum are optimistic; the null of exchanged labels says by how much to expect findings anyway.</remarks>
public sealed record GeneSetEnrichment
{
    /// <summary>Of all draws.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Random sets of each size. Default: 1,000.</summary>
    public int Permutations { get; init; } = 1000;

    /// <summary>Sets with fewer genes in the panel are left out. Default: 5.</summary>
    public int Fewest { get; init; } = 5;

    /// <summary>Sets, the surest first.</summary>
    /// <param name="genes">The panel.</param>
    /// <param name="change">A number by which genes are ranked, as a t statistic [genes].</param>
    /// <param name="changed">Places of genes that are taken for changed.</param>
    /// <param name="sets">Names and genes.</param>
    /// <exception cref="DesignException">No set has enough genes in the panel.</exception>
    public IReadOnlyList<EnrichedSet> Of(IReadOnlyList<string> genes, double[] change, IReadOnlyCollection<int> changed, IReadOnlyList<(string Name, IReadOnlyList<string> Genes)> sets)
    {
        ArgumentNullException.ThrowIfNull(genes);
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(changed);
        var members = Members(genes, sets, Fewest);
        if (members.Count == 0) throw new DesignException($"None of the {sets.Count} gene sets has {Fewest} genes in the panel of {genes.Count}, as {string.Join(", ", genes.Take(3))}. Give sets with the panel's kind of names, or ask for fewer genes.");
        var profile = new RunningSum(change);
        var marked = changed.ToHashSet();
        var nulls = members.Select(m => m.Places.Length).Distinct().ToDictionary(size => size, size => Random(profile, size));
        var found = members.Select(m =>
        {
            var overlap = m.Places.Count(marked.Contains);
            var score = profile.Of(m.Places);
            double[] same = [.. nulls[m.Places.Length].Where(s => Math.Sign(s) == Math.Sign(score))];
            var (mean, p) = same.Length == 0 || score == 0 ? (double.NaN, 1.0) : (same.Average(Math.Abs), (1.0 + same.Count(s => Math.Abs(s) >= Math.Abs(score))) / (1 + same.Length));
            return (m.Name, m.Places.Length, Overlap: overlap, OverlapP: Hypergeometric.Upper(overlap, genes.Count, m.Places.Length, marked.Count), Score: score, Normalised: score / mean, ScoreP: p);
        }).ToArray();
        double[] overlaps = MultipleTesting.BenjaminiHochberg([.. found.Select(f => f.OverlapP)]), scores = MultipleTesting.BenjaminiHochberg([.. found.Select(f => f.ScoreP)]);
        return [.. found.Select((f, i) => new EnrichedSet(f.Name, f.Length, f.Overlap, f.OverlapP, overlaps[i], f.Score, f.Normalised, f.ScoreP, scores[i])).OrderBy(s => Math.Min(s.OverlapP, s.ScoreP)).ThenBy(s => s.Name, StringComparer.Ordinal)];
    }

    /// <summary>How many sets come out below a q where the genes' labels were exchanged: the mean over exchanges by overlap and by score.</summary>
    /// <param name="genes">The panel.</param>
    /// <param name="change">A number by which genes are ranked [genes].</param>
    /// <param name="changed">Places of genes that are taken for changed.</param>
    /// <param name="sets">Names and genes.</param>
    /// <param name="exchanges">How many exchanges.</param>
    /// <param name="q">Below which a set counts as found.</param>
    public (double ByOverlap, double ByScore) Null(IReadOnlyList<string> genes, double[] change, IReadOnlyCollection<int> changed, IReadOnlyList<(string Name, IReadOnlyList<string> Genes)> sets, int exchanges = 20, double q = 0.05)
    {
        ArgumentNullException.ThrowIfNull(change);
        var draws = new Drawing(Seed);
        double overlaps = 0, scores = 0;
        for (var round = 0; round < exchanges; round++)
        {
            var order = draws.Permutation(change.Length, Drawing.Use.Label, round);
            var place = new int[order.Length];
            for (var i = 0; i < order.Length; i++) place[order[i]] = i;
            var found = Of(genes, [.. order.Select(i => change[i])], [.. changed.Select(c => place[c])], sets);
            (overlaps, scores) = (overlaps + found.Count(s => s.OverlapQ < q), scores + found.Count(s => s.ScoreQ < q));
        }

        return (overlaps / exchanges, scores / exchanges);
    }

    internal static IReadOnlyList<(string Name, int[] Places)> Members(IReadOnlyList<string> genes, IReadOnlyList<(string Name, IReadOnlyList<string> Genes)> sets, int fewest)
    {
        var places = genes.Select((g, i) => (g, i)).GroupBy(g => g.g, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().i, StringComparer.Ordinal);
        return [.. sets.Select(s => (s.Name, Places: s.Genes.Where(places.ContainsKey).Select(g => places[g]).Distinct().Order().ToArray())).Where(s => s.Places.Length >= fewest && s.Places.Length < genes.Count)];
    }

    private double[] Random(RunningSum profile, int size)
    {
        var draws = new Drawing(Seed);
        var scores = new double[Permutations];
        Parallel.For(0, Permutations, round => scores[round] = profile.Of(draws.Sample(profile.Genes, size, Drawing.Use.Set, (long)size * Permutations + round)));
        return scores;
    }
}
