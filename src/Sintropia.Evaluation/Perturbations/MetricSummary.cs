using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Perturbations;

/// <summary>One figure over perturbations. Those that are not a number are left out, and counted.</summary>
/// <param name="Mean">Of those that are a number; NaN where none is.</param>
/// <param name="Median">Of those that are a number; NaN where none is.</param>
/// <param name="Count">All perturbations.</param>
/// <param name="Missing">Those that are not a number.</param>
public sealed record MetricSummary(double Mean, double Median, int Count, int Missing)
{
    /// <summary>Of figures per perturbation.</summary>
    public static MetricSummary Of(IReadOnlyCollection<double> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        double[] known = [.. figures.Where(f => !double.IsNaN(f))];
        return new(known.Length == 0 ? double.NaN : known.Average(), OrderStatistics.Quantile(known, 0.5), figures.Count, figures.Count - known.Length);
    }
}
