using Sintropia.Design.Chance;
using Sintropia.Evaluation.Statistics;
using Sintropia.Predictors.Responses;

namespace Sintropia.Design.Mechanisms;

/// <summary>Takes pathways away in the predictor's input: levels of their genes become 0 in every cell, and the response is predicted again.</summary>
/// <remarks>The null are random sets that are matched gene by gene: each gene is replaced by another of the same tenth of the panel by mean expression, so that taking away much expression is not taken for taking away a pathway.</remarks>
public sealed record PathwayRemoval
{
    private const int Tenths = 10;

    /// <summary>Of all draws.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Random sets of each pathway. Default: 50.</summary>
    public int Draws { get; init; } = 50;

    /// <summary>Pathways with fewer genes in the panel are left out. Default: 5.</summary>
    public int Fewest { get; init; } = 5;

    /// <summary>Most pathways that are taken away, those with the most genes in the panel. Default: 40.</summary>
    public int Most { get; init; } = 40;

    /// <summary>Pathways, the most needed first.</summary>
    /// <param name="model">The predictor.</param>
    /// <param name="treatment">What is done to cells.</param>
    /// <param name="cells">Unperturbed [cells × genes].</param>
    /// <param name="sets">Names and genes.</param>
    /// <exception cref="DesignException">The predictor does not answer, or predicts no change; or no set has enough genes in the panel.</exception>
    public IReadOnlyList<RemovedPathway> Of(IPerturbationModel model, Treatment treatment, float[] cells, IReadOnlyList<(string Name, IReadOnlyList<string> Genes)> sets)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(treatment);
        ArgumentNullException.ThrowIfNull(cells);
        if (model.Objection(treatment) is { } objection) throw new DesignException(objection);
        var genes = model.Genes.Count;
        var members = GeneSetEnrichment.Members(model.Genes, sets, Fewest).OrderByDescending(m => m.Places.Length).ThenBy(m => m.Name, StringComparer.Ordinal).Take(Most).ToArray();
        if (members.Length == 0) throw new DesignException($"None of the {sets.Count} gene sets has {Fewest} genes in the panel of {genes}, so no pathway can be taken away. Give sets with the panel's kind of names.");
        var whole = Change(model, treatment, cells, []);
        if (whole.All(c => c == 0)) throw new DesignException($"{model.Name} predicts that '{treatment.Name}' changes nothing, so no pathway can be missing from its response.");
        var tenth = ByExpression(cells, genes);
        var draws = new Drawing(Seed);
        var found = new (double Loss, double Null, double P)[members.Length];
        Parallel.For(0, members.Length, m =>
        {
            var loss = Loss(whole, Change(model, treatment, cells, members[m].Places), members[m].Places);
            var nulls = new double[Draws];
            for (var d = 0; d < Draws; d++)
            {
                var drawn = Matched(members[m].Places, tenth, draws, (long)m * Draws + d);
                nulls[d] = Loss(whole, Change(model, treatment, cells, drawn), drawn);
            }

            found[m] = (loss, nulls.Average(), (1.0 + nulls.Count(n => n >= loss)) / (1 + Draws));
        });
        var q = MultipleTesting.BenjaminiHochberg([.. found.Select(f => f.P)]);
        return [.. members.Select((m, i) => new RemovedPathway(m.Name, m.Places.Length, found[i].Loss, found[i].Null, found[i].P, q[i])).OrderBy(r => r.P).ThenByDescending(r => r.Loss - r.NullLoss).ThenBy(r => r.Name, StringComparer.Ordinal)];
    }

    private static double[] Change(IPerturbationModel model, Treatment treatment, float[] cells, int[] removed)
    {
        var genes = model.Genes.Count;
        float[] before = [.. cells], after = new float[cells.Length];
        for (var i = 0; i < before.Length; i += genes)
            foreach (var g in removed)
                before[i + g] = 0;
        model.Respond(treatment, before, after);
        var change = new double[genes];
        for (var i = 0; i < after.Length; i++) change[i % genes] += (double)after[i] - before[i];
        for (var g = 0; g < genes; g++) change[g] /= cells.Length / genes;
        return change;
    }

    private static double Loss(double[] whole, double[] less, int[] removed)
    {
        var outside = Enumerable.Range(0, whole.Length).Except(removed).ToArray();
        double apart = outside.Sum(g => (whole[g] - less[g]) * (whole[g] - less[g])), length = outside.Sum(g => whole[g] * whole[g]);
        return length > 0 ? Math.Sqrt(apart / length) : 0;
    }

    // Genes in tenths by mean level.
    private static int[][] ByExpression(float[] cells, int genes)
    {
        var sums = new double[genes];
        for (var i = 0; i < cells.Length; i++) sums[i % genes] += cells[i];
        int[] order = [.. Enumerable.Range(0, genes).OrderBy(g => sums[g]).ThenBy(g => g)];
        var tenth = new int[genes][];
        foreach (var part in order.Chunk(Math.Max(2, (genes + Tenths - 1) / Tenths)))
            foreach (var g in part)
                tenth[g] = part;
        return tenth;
    }

    private static int[] Matched(int[] places, int[][] tenth, Drawing draws, long round)
    {
        HashSet<int> chosen = [];
        for (var i = 0; i < places.Length; i++)
        {
            var pool = tenth[places[i]];
            var first = draws.Below(pool.Length, Drawing.Use.Set, round, i);
            for (var step = 0; step < pool.Length; step++)
                if (chosen.Add(pool[(first + step) % pool.Length]))
                    break;
        }

        return [.. chosen];
    }
}
