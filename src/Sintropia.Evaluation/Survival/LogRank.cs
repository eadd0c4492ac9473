using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Survival;

/// <summary>The log-rank test: do two groups of censored durations share one hazard? Mantel 1966; Peto and Peto 1972, doi:10.2307/2344317.</summary>
/// <remarks>Its p value takes durations as independent. Sisters are not; for cells of few lineages use a bootstrap over lineages.</remarks>
public static class LogRank
{
    /// <summary>z = Σ(observed − expected)/√Σvariance of the endings in the first group (positive: the first group ends sooner), and its two-sided p value.</summary>
    /// <exception cref="ArgumentException">Nothing ended while both groups were under observation.</exception>
    public static TestResult Test(KaplanMeier first, KaplanMeier second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        double excess = 0, variance = 0;
        var endings = first.Steps.Select(s => (s.Hours, First: s.Events, Both: s.Events)).Concat(second.Steps.Select(s => (s.Hours, First: 0, Both: s.Events)));
        foreach (var at in endings.Where(e => e.Both > 0).GroupBy(e => e.Hours))
        {
            double n1 = first.AtRisk(at.Key), n2 = second.AtRisk(at.Key), d1 = at.Sum(e => e.First), d = at.Sum(e => e.Both);
            if (n1 == 0 || n2 == 0) continue;
            var n = n1 + n2;
            excess += d1 - d * n1 / n;
            if (n > 1) variance += d * (n1 / n) * (n2 / n) * (n - d) / (n - 1);
        }

        if (variance == 0)
            throw new ArgumentException("No duration ended while both groups were under observation, so their hazards cannot be compared. Use groups whose times overlap.");
        var z = excess / Math.Sqrt(variance);
        return new(z, StandardNormal.TwoSided(z));
    }
}
