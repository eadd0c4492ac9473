namespace Sintropia.Data.Scores;

/// <summary>How far covariances are drawn towards the identity, chosen by what would have predicted groups that were left out.</summary>
internal static class Shrinkages
{
    private const int Turns = 5;

    // In variances of a standardised gene.
    private static readonly double[] s_candidates = [0.01, 0.03, 0.1, 0.3, 1, 3, 10];

    /// <summary>What each candidate costs on the held-out rows after learning from the training rows; null if nothing can be learned from these.</summary>
    public delegate double[]? Trial(int[] training, int[] held, double[] candidates);

    /// <summary>The rows of each group; of groups that take turns where none are named.</summary>
    public static int[][] Folds(IReadOnlyList<string>? groups, int rows)
    {
        if (groups is not null && groups.Count != rows) throw new ArgumentException($"{groups.Count} groups do not label {rows} cells.", nameof(groups));
        var all = Enumerable.Range(0, rows);
        if (groups is not null && groups.Distinct(StringComparer.Ordinal).Skip(1).Any()) return [.. all.GroupBy(r => groups[r]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.ToArray())];
        return [.. all.GroupBy(r => r % Turns).Select(g => g.ToArray())];
    }

    /// <summary>The candidate of least cost over all folds; the stronger of equals.</summary>
    public static double Choose(int[][] folds, Trial trial)
    {
        var costs = new double[s_candidates.Length];
        foreach (var held in folds)
        {
            int[] training = [.. folds.Where(f => f != held).SelectMany(f => f).Order()];
            if (training.Length == 0 || trial(training, held, s_candidates) is not { } cost) continue;
            for (var i = 0; i < costs.Length; i++) costs[i] += cost[i];
        }

        var least = costs.Min();
        return s_candidates[Array.LastIndexOf(costs, least)];
    }
}
