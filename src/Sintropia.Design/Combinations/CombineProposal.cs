namespace Sintropia.Design.Combinations;

/// <summary>What to measure next.</summary>
/// <param name="Pairs">Pairs of doses of matrices that are measured in part, the most promising first.</param>
/// <param name="Drugs">Pairs of drugs of which nothing together is measured, the most promising first.</param>
/// <param name="Best">The greatest excess over Bliss that was measured; NaN without any.</param>
public sealed record CombineProposal(IReadOnlyList<ProposedPair> Pairs, IReadOnlyList<ProposedDrugs> Drugs, double Best)
{
    private const int LeastMatrices = 5;

    /// <summary>Proposes measurements.</summary>
    /// <param name="matrices">What is measured.</param>
    /// <param name="groups">Of each matrix what the first drug is aimed at.</param>
    /// <param name="task">How many, and how they are weighed.</param>
    /// <exception cref="DesignException">Everything is measured, or nothing can be told.</exception>
    public static CombineProposal Of(IReadOnlyList<MeasuredPairs> matrices, IReadOnlyList<string> groups, CombineTask task)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        ArgumentNullException.ThrowIfNull(task);
        var measured = matrices.Select(m => Enumerable.Range(0, m.Places).Where(p => double.IsFinite(m.Excess(p))).ToArray()).ToArray();
        var all = matrices.SelectMany((m, i) => measured[i].Select(m.Excess)).ToArray();
        if (measured.Zip(matrices).All(m => m.First.Length == m.Second.Places)) throw new DesignException("Every pair of doses of every matrix is measured, so there is nothing to propose. Add rows of drugs alone for what could be measured, or write 'judge:' to be told how a search would have done.");
        var variance = all.Length > 0 ? Math.Max(all.Average(e => e * e), 1e-6) : 0.01;
        var strategy = task.Acquisition == Acquisition.UpperConfidence ? SearchStrategy.UpperBound : SearchStrategy.Improvement;

        var pairs = new List<ProposedPair>();
        for (var i = 0; i < matrices.Count; i++)
        {
            var m = matrices[i];
            if (measured[i].Length == 0 && all.Length > 0 || measured[i].Length == m.Places) continue;
            var search = new ActiveSearch(new([.. Enumerable.Range(0, m.Places).Select(m.Features)], [.. Enumerable.Range(0, m.Places).Select(m.Bliss)], [.. Enumerable.Repeat(double.NaN, m.Places)]), strategy, task.Seed, variance);
            foreach (var place in measured[i]) search.Tell(place, m.Excess(place));
            pairs.AddRange(search.Propose(task.Next).Select(p => new ProposedPair(m.Matrix.Block, m.Matrix.DrugA, m.Matrix.DrugB, m.DosesA[m.Pair(p.Place).A], m.DosesB[m.Pair(p.Place).B], m.Bliss(p.Place), p.Mean, p.Deviation, p.Worth)));
        }

        return new([.. pairs.OrderByDescending(p => p.Worth).Take(task.Next)], Across(matrices, groups, measured, strategy, task), all.DefaultIfEmpty(double.NaN).Max());
    }

    /// <summary>Pairs of drugs, where enough others were measured together to tell by.</summary>
    private static IReadOnlyList<ProposedDrugs> Across(IReadOnlyList<MeasuredPairs> matrices, IReadOnlyList<string> groups, int[][] measured, SearchStrategy strategy, CombineTask task)
    {
        var shape = matrices.GroupBy(m => m.DosesA.Count).MaxBy(g => g.Count())!.Key;
        int[] alike = [.. Enumerable.Range(0, matrices.Count).Where(i => matrices[i].DosesA.Count == shape)];
        if (alike.Count(i => measured[i].Length > 0) < LeastMatrices || alike.All(i => measured[i].Length > 0)) return [];
        MeasuredPairs[] chosen = [.. alike.Select(i => matrices[i])];
        var (features, likeness) = DrugFeatures.Of(chosen, [.. alike.Select(i => groups[i])]);
        int[] known = [.. Enumerable.Range(0, chosen.Length).Where(i => measured[alike[i]].Length > 0)];
        var mean = known.Average(i => chosen[i].MeanExcess);
        var variance = Math.Max(known.Average(i => (chosen[i].MeanExcess - mean) * (chosen[i].MeanExcess - mean)), 1e-8);
        var search = new ActiveSearch(new(features, [.. chosen.Select(m => Enumerable.Range(0, m.Places).Average(m.Bliss))], [.. Enumerable.Repeat(double.NaN, chosen.Length)], likeness), strategy, task.Seed, variance);
        foreach (var i in known) search.Tell(i, chosen[i].MeanExcess - mean);
        return [.. search.Propose(task.Next).Select(p => new ProposedDrugs(chosen[p.Place].Matrix.Block, chosen[p.Place].Matrix.DrugA, chosen[p.Place].Matrix.DrugB, p.Mean + mean, p.Deviation, p.Worth))];
    }
}
