namespace Sintropia.Design.Combinations;

/// <summary>What is known of the first drug of matrices before it is combined: what it does alone, and what it is aimed at.</summary>
internal static class DrugFeatures
{
    private static readonly char[] s_between = [' ', ',', ';', '/', '-', '(', ')', '+'];

    /// <summary>Effects alone by dose, and how alike targets are: the share of words that two have in common, of all that either has (Jaccard, which is positive semidefinite). Drugs of which nothing is known are like none but themselves.</summary>
    /// <param name="matrices">Matrices with the same number of doses.</param>
    /// <param name="groups">Of each what the first drug is aimed at, in words.</param>
    public static (double[][] Features, double[][] Likeness) Of(IReadOnlyList<MeasuredPairs> matrices, IReadOnlyList<string> groups)
    {
        var words = groups.Select(g => g.ToLowerInvariant().Split(s_between, StringSplitOptions.RemoveEmptyEntries).Distinct().ToHashSet()).ToArray();
        double[][] likeness = [.. words.Select((a, i) => words.Select((b, j) => i == j ? 1 : a.Count == 0 || b.Count == 0 ? 0 : (double)a.Count(b.Contains) / (a.Count + b.Count - a.Count(b.Contains))).ToArray())];
        return ([.. matrices.Select(m => m.AloneA.Select(e => Math.Clamp(e, -0.5, 1.2)).ToArray())], likeness);
    }
}
