namespace Sintropia.Evaluation.Statistics;

/// <summary>Fisher's F distribution: of ratios of mean squares.</summary>
public static class FisherF
{
    /// <summary>P(F &gt; f): the p value of a ratio.</summary>
    /// <param name="f">The ratio; NaN gives NaN, and whatever is not positive gives 1.</param>
    /// <param name="numerator">Degrees of freedom above, &gt; 0.</param>
    /// <param name="denominator">Degrees of freedom below, &gt; 0.</param>
    public static double Above(double f, double numerator, double denominator) => double.IsNaN(f) ? double.NaN
        : f <= 0 ? 1 : double.IsPositiveInfinity(f) ? 0 : BetaDistribution.Cumulative(denominator / (denominator + numerator * f), denominator / 2, numerator / 2);

    /// <summary>The f with P(F ≤ f) = <paramref name="probability"/>.</summary>
    /// <param name="probability">From 0 to 1.</param>
    /// <param name="numerator">Degrees of freedom above, &gt; 0.</param>
    /// <param name="denominator">Degrees of freedom below, &gt; 0.</param>
    public static double Quantile(double probability, double numerator, double denominator)
    {
        var x = BetaDistribution.Quantile(1 - probability, denominator / 2, numerator / 2);
        return denominator * (1 - x) / (numerator * x);
    }
}
