using System.Collections.Immutable;
using Sintropia.Predictors.Responses;

namespace Sintropia.Design.Targets;

/// <summary>What candidates are predicted to change.</summary>
/// <param name="Names">Of candidates.</param>
/// <param name="Changes">Mean change of log-normalised expression; [candidates][genes].</param>
/// <param name="Refused">Candidates that the predictor could not answer, with its reason; they are not among the others.</param>
public sealed record CandidateEffects(ImmutableArray<string> Names, double[][] Changes, IReadOnlyList<(string Name, string Reason)> Refused)
{
    /// <summary>Asks a predictor about every candidate: what the mean of some cells becomes. The answer does not depend on threads.</summary>
    /// <param name="model">The predictor.</param>
    /// <param name="candidates">Names, several parts joined by '+'.</param>
    /// <param name="control">What is written where nothing is done.</param>
    /// <param name="context">Cell type or line of the cells; empty where there is one.</param>
    /// <param name="cells">Unperturbed cells that every candidate is tried on; [cells × genes].</param>
    /// <param name="threads">How many work side by side; 0 for as many as there are processors.</param>
    /// <param name="done">Hears how many candidates are done.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="DesignException">There are no candidates, or the predictor answers none of them.</exception>
    public static CandidateEffects Predict(IPerturbationModel model, IReadOnlyList<string> candidates, string control, string context, float[] cells, int threads = 0, Action<int>? done = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(cells);
        if (candidates.Count == 0) throw new DesignException("There is no candidate to rank. Name some with 'candidates', or take 'known'.");
        var genes = model.Genes.Count;
        if (cells.Length == 0 || cells.Length % genes != 0) throw new DesignException($"{cells.Length} values do not make cells of the {genes} genes of {model.Name}. Give cells of its panel.");
        Treatment[] treatments = [.. candidates.Select(c => Treatment.Of(c, control, context))];
        var objections = Array.ConvertAll(treatments, model.Objection);
        int[] asked = [.. Enumerable.Range(0, candidates.Count).Where(i => objections[i] is null)];
        (string, string)[] refused = [.. Enumerable.Range(0, candidates.Count).Where(i => objections[i] is not null).Select(i => (candidates[i], objections[i]!))];
        if (asked.Length == 0) throw new DesignException($"{model.Name} can answer none of the {candidates.Count} candidates. Of the first: {refused[0].Item2}");
        var (changes, before, count) = (new double[asked.Length][], Mean(cells, genes), 0);
        Parallel.For(0, asked.Length, new() { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = cancellation }, () => new float[cells.Length], (i, _, settled) =>
        {
            model.Respond(treatments[asked[i]], cells, settled);
            var after = Mean(settled, genes);
            for (var g = 0; g < genes; g++) after[g] -= before[g];
            changes[i] = after;
            done?.Invoke(Interlocked.Increment(ref count));
            return settled;
        }, _ => { });
        return new([.. asked.Select(i => candidates[i])], changes, refused);
    }

    private static double[] Mean(ReadOnlySpan<float> cells, int genes)
    {
        var sums = new double[genes];
        for (var i = 0; i < cells.Length; i += genes)
            for (var g = 0; g < genes; g++)
                sums[g] += cells[i + g];
        for (var g = 0; g < genes; g++) sums[g] /= cells.Length / genes;
        return sums;
    }
}
