using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Perturbations;

/// <summary>How far predicted pseudobulks and effects are from real ones, one number per perturbation in the order of their names.</summary>
/// <remarks>As cell-eval: an effect is the difference from the control of the same file.</remarks>
public static class EffectErrors
{
    /// <summary>mean |predicted − real| over genes.</summary>
    public static double[] MeanAbsolute(Pseudobulks real, Pseudobulks predicted, bool ofEffects = false) => Each(real, predicted, ofEffects, (r, p) => Mean(r, p, Math.Abs));

    /// <summary>mean (predicted − real)² over genes.</summary>
    public static double[] MeanSquared(Pseudobulks real, Pseudobulks predicted, bool ofEffects = false) => Each(real, predicted, ofEffects, (r, p) => Mean(r, p, d => d * d));

    /// <summary>Pearson's correlation of effects over genes; NaN where one of them is constant, as where nothing was predicted to change.</summary>
    public static double[] Correlation(Pseudobulks real, Pseudobulks predicted) => Each(real, predicted, true, Statistics.Correlation.Pearson);

    private static double[] Each(Pseudobulks real, Pseudobulks predicted, bool ofEffects, Func<IReadOnlyList<double>, IReadOnlyList<double>, double> judge)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(predicted);
        return ofEffects ? [.. real.Effects.Zip(predicted.Effects, judge)] : [.. real.Means.Zip(predicted.Means, judge)];
    }

    private static double Mean(IReadOnlyList<double> real, IReadOnlyList<double> predicted, Func<double, double> of)
    {
        var sum = 0.0;
        for (var gene = 0; gene < real.Count; gene++) sum += of(predicted[gene] - real[gene]);
        return sum / real.Count;
    }
}
