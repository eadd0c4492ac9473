namespace Sintropia.Evaluation.Perturbations;

/// <summary>Whether a predicted effect is nearer to the right real effect than to those of other perturbations: 1 − rank/P, 1 where it is the nearest, ½ + 1/(2P) by chance.</summary>
/// <remarks>As cell-eval (Virtual Cell Challenge). The other common normalisation, 1 perfect and 0 random, is 2·score − 1.</remarks>
public static class DiscriminationScore
{
    /// <summary>The score of each perturbation, in the order of their names.</summary>
    /// <param name="real">Truth.</param>
    /// <param name="predicted">Prediction, of the same genes and perturbations.</param>
    /// <param name="options">How; none for the defaults.</param>
    public static double[] Of(Pseudobulks real, Pseudobulks predicted, DiscriminationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(predicted);
        options ??= new();
        double[][] truth = [.. real.Names.Select((_, i) => Signed(real.Effect(i), options))], guess = [.. real.Names.Select((_, i) => Signed(predicted.Effect(i), options))];
        var scores = new double[truth.Length];
        Parallel.For(0, scores.Length, p =>
        {
            var skipped = options.LeavesTargetOut ? real.Genes.IndexOf(real.Names[p]) : -1;
            var distances = truth.Select(effect => Distance(guess[p], effect, skipped, options.Distance)).ToArray();
            scores[p] = 1 - Rank(distances, p, options.SharesTies) / distances.Length;
        });
        return scores;
    }

    // NaN, as of the cosine of nothing, comes last: it is never nearer.
    private static double Rank(double[] distances, int right, bool sharesTies)
    {
        int nearer = 0, equalBefore = 0, equal = 0;
        for (var j = 0; j < distances.Length; j++)
        {
            if (j == right) continue;
            var order = double.IsNaN(distances[j]) ? double.IsNaN(distances[right]) ? 0 : 1 : double.IsNaN(distances[right]) ? -1 : distances[j].CompareTo(distances[right]);
            if (order < 0) nearer++;
            if (order == 0) (equal, equalBefore) = (equal + 1, j < right ? equalBefore + 1 : equalBefore);
        }

        return nearer + (sharesTies ? 0.5 * equal : equalBefore);
    }

    private static double Distance(double[] x, double[] y, int skipped, EffectDistance kind)
    {
        double sum = 0, xx = 0, yy = 0;
        for (var gene = 0; gene < x.Length; gene++)
        {
            if (gene == skipped) continue;
            switch (kind)
            {
                case EffectDistance.Manhattan: sum += Math.Abs(x[gene] - y[gene]); break;
                case EffectDistance.Euclidean: sum += (x[gene] - y[gene]) * (x[gene] - y[gene]); break;
                default: (sum, xx, yy) = (sum + x[gene] * y[gene], xx + x[gene] * x[gene], yy + y[gene] * y[gene]); break;
            }
        }

        return kind == EffectDistance.Cosine ? 1 - sum / Math.Sqrt(xx * yy) : kind == EffectDistance.Euclidean ? Math.Sqrt(sum) : sum;
    }

    private static double[] Signed(double[] effect, DiscriminationOptions options) => options.IgnoresSigns ? [.. effect.Select(Math.Abs)] : effect;
}
