using System.Collections.Immutable;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Perturbations;

/// <summary>How well the genes that a prediction makes significant are those that really are. Per perturbation, in the order of their names; NaN where nothing can be said.</summary>
/// <remarks>As cell-eval, which compares fold changes and q values in single precision; genes of equal |log₂ fold change| keep the order of the panel.</remarks>
public sealed class DifferentialAgreement
{
    private const double LeastScore = 1e-10;

    private readonly DifferentialTable _real, _predicted;
    private readonly int[][] _truth, _guess; // significant genes, the largest change first
    private readonly float _threshold;

    /// <summary>Two tables of the same genes and perturbations.</summary>
    /// <param name="real">Truth.</param>
    /// <param name="predicted">Prediction.</param>
    /// <param name="threshold">q below which a gene is significant.</param>
    /// <exception cref="ArgumentException">The tables are of other perturbations.</exception>
    public DifferentialAgreement(DifferentialTable real, DifferentialTable predicted, double threshold = 0.05)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(predicted);
        if (!real.Names.SequenceEqual(predicted.Names, StringComparer.Ordinal)) throw new ArgumentException("The two tables are of other perturbations. Test the same ones in both.");
        (_real, _predicted, _threshold) = (real, predicted, (float)threshold);
        (_truth, _guess) = (Ranked(real), Ranked(predicted));
    }

    /// <summary>Significant genes of the truth and of the prediction.</summary>
    public ImmutableArray<(int Real, int Predicted)> Counts => [.. _truth.Zip(_guess, (t, g) => (t.Length, g.Length))];

    /// <summary>Share of the k most changed real genes that are among the k most changed predicted ones; 0 where no gene is really significant.</summary>
    /// <param name="most">The largest k; none for as many as are really significant.</param>
    public double[] Overlap(int? most = null) => Shares(_truth, most);

    /// <summary>Share of the k most changed predicted genes that are among the k most changed real ones; 0 where none is predicted.</summary>
    /// <param name="most">The largest k; none for as many as are predicted.</param>
    public double[] Precision(int? most = null) => Shares(_guess, most);

    /// <summary>Share of really significant genes that change in the predicted direction.</summary>
    public double[] DirectionMatch() => [.. _truth.Select((genes, p) => genes.Length == 0 ? double.NaN : genes.Count(g => Math.Sign(Change(_real, p, g)) == Math.Sign(Change(_predicted, p, g))) / (double)genes.Length)];

    /// <summary>Spearman's correlation of fold changes over really significant genes.</summary>
    public double[] ChangeCorrelation() => [.. _truth.Select((genes, p) => Correlation.Spearman([.. genes.Select(g => (double)Change(_real, p, g))], [.. genes.Select(g => (double)Change(_predicted, p, g))]))];

    /// <summary>Share of really significant genes that are predicted to be.</summary>
    public double[] Recall() => [.. _truth.Zip(_guess, (t, g) => t.Length == 0 ? double.NaN : t.Intersect(g).Count() / (double)t.Length)];

    /// <summary>Spearman's correlation over perturbations of the numbers of significant genes, where there is a real one; 1 where there is none at all.</summary>
    public double CountCorrelation()
    {
        int[] counted = [.. Enumerable.Range(0, _truth.Length).Where(p => _truth[p].Length > 0)];
        return counted.Length == 0 ? 1 : Correlation.Spearman([.. counted.Select(p => (double)_truth[p].Length)], [.. counted.Select(p => (double)_guess[p].Length)]);
    }

    /// <summary>Area under the receiver operating characteristic of −log₁₀ of predicted q for really significant genes.</summary>
    public double[] RocArea() => [.. _truth.Select((_, p) => Areas(p).Roc)];

    /// <summary>Average precision of the same: Σ of precision times the step in recall.</summary>
    public double[] AveragePrecision() => [.. _truth.Select((_, p) => Areas(p).Precision)];

    private double[] Shares(int[][] lists, int? most)
    {
        // Where one of the files has no significant gene at all, everything is 0.
        if (_truth.All(t => t.Length == 0) || _guess.All(g => g.Length == 0)) return new double[_truth.Length];
        return [.. lists.Select((list, p) => Share(_truth[p], _guess[p], Math.Min(most ?? int.MaxValue, list.Length)))];
    }

    private static double Share(int[] truth, int[] guess, int k) => k == 0 ? 0 : truth.Take(k).Intersect(guess.Take(k)).Count() / (double)k;

    private int[][] Ranked(DifferentialTable table) =>
        [.. table.Names.Select((_, p) => Enumerable.Range(0, table.QValues[p].Count).Where(g => (float)table.QValues[p][g] < _threshold).OrderByDescending(g => Math.Abs(Change(table, p, g))).ToArray())];

    private static float Change(DifferentialTable table, int perturbation, int gene) => (float)table.Log2FoldChanges[perturbation][gene];

    // From the highest score down, all genes of one score at once.
    private (double Roc, double Precision) Areas(int perturbation)
    {
        var q = _predicted.QValues[perturbation];
        var positives = _truth[perturbation].ToHashSet();
        double all = positives.Count, negatives = q.Count - positives.Count, right = 0, wrong = 0, roc = 0, precision = 0;
        if (all == 0 || negatives == 0) return (double.NaN, double.NaN);
        foreach (var group in Enumerable.Range(0, q.Count).GroupBy(g => Math.Clamp((float)q[g], LeastScore, 1)).OrderBy(g => g.Key))
        {
            double hits = group.Count(positives.Contains), misses = group.Count() - hits;
            roc += misses * (right + hits / 2);
            (right, wrong) = (right + hits, wrong + misses);
            precision += hits / all * (right / (right + wrong));
        }

        return (roc / (all * negatives), precision);
    }
}
