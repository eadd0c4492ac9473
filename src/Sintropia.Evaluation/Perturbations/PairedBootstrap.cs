using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Perturbations;

/// <summary>Intervals by drawing perturbations again: the perturbation is the unit, not the cell.</summary>
public static class PairedBootstrap
{
    /// <summary>Percentile interval of a mean over perturbations; figures that are no number are left out of every draw.</summary>
    /// <param name="figures">One per perturbation.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="draws">How many. Default: 10,000.</param>
    /// <param name="level">Share of draws inside. Default: 0.95.</param>
    public static Interval Mean(IReadOnlyList<double> figures, ulong seed = 1, int draws = 10_000, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(figures);
        double[] known = [.. figures.Where(f => !double.IsNaN(f))];
        if (known.Length == 0) return new(double.NaN, double.NaN, double.NaN);
        var means = new double[draws];
        Parallel.For(0, draws, draw =>
        {
            var (key, sum) = (SplitMix.At(seed, (ulong)draw), 0.0);
            for (var i = 0; i < known.Length; i++) sum += known[SplitMix.Below(known.Length, key, (ulong)i)];
            means[draw] = sum / known.Length;
        });
        return new(known.Average(), OrderStatistics.Quantile(means, (1 - level) / 2), OrderStatistics.Quantile(means, (1 + level) / 2));
    }

    /// <summary>The same of a difference: the perturbations of a draw are the same for both.</summary>
    /// <param name="figures">Of one system.</param>
    /// <param name="others">Of another, of the same perturbations in their order.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="draws">How many. Default: 10,000.</param>
    /// <param name="level">Share of draws inside. Default: 0.95.</param>
    /// <exception cref="ArgumentException">They are of other numbers.</exception>
    public static Interval Difference(IReadOnlyList<double> figures, IReadOnlyList<double> others, ulong seed = 1, int draws = 10_000, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(others);
        if (figures.Count != others.Count) throw new ArgumentException($"{figures.Count} figures cannot be paired with {others.Count}. Give both of the same perturbations.", nameof(others));
        return Mean([.. figures.Zip(others, (f, o) => f - o)], seed, draws, level);
    }
}
