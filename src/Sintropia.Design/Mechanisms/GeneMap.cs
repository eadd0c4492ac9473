namespace Sintropia.Design.Mechanisms;

/// <summary>How strongly some genes act on others, as something says.</summary>
/// <param name="Name">What says it.</param>
/// <param name="Regulators">Those that act.</param>
/// <param name="Targets">Those acted on.</param>
/// <param name="Scores">From 0 for nothing at all; without signs. [regulators][targets]</param>
public sealed record GeneMap(string Name, IReadOnlyList<string> Regulators, IReadOnlyList<string> Targets, double[][] Scores)
{
    /// <summary>The map of some regulators.</summary>
    public GeneMap Of(IReadOnlySet<string> regulators)
    {
        int[] kept = [.. Enumerable.Range(0, Regulators.Count).Where(r => regulators.Contains(Regulators[r]))];
        return this with { Regulators = [.. kept.Select(r => Regulators[r])], Scores = [.. kept.Select(r => Scores[r])] };
    }

    /// <summary>The strongest pairs, genes with themselves left out.</summary>
    public IEnumerable<(string Regulator, string Target, double Score)> Strongest() =>
        Regulators.SelectMany((r, i) => Targets.Select((t, j) => (Regulator: r, Target: t, Score: Scores[i][j]))).Where(e => e.Regulator != e.Target).OrderByDescending(e => e.Score).ThenBy(e => e.Regulator, StringComparer.Ordinal).ThenBy(e => e.Target, StringComparer.Ordinal);
}
