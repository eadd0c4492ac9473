using MathNet.Numerics.Distributions;

namespace Sintropia.Evaluation.Statistics;

/// <summary>The normal distribution with mean 0 and variance 1.</summary>
public static class StandardNormal
{
    /// <summary>P(Z ≤ z).</summary>
    public static double Cumulative(double z) => Normal.CDF(0, 1, z);

    /// <summary>P(|Z| ≥ |z|): the two-sided p value of a z score. Precise far out in the tail.</summary>
    public static double TwoSided(double z) => MathNet.Numerics.SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>The z with P(Z ≤ z) = <paramref name="probability"/>; −∞ at 0 and +∞ at 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1.</exception>
    public static double Quantile(double probability)
    {
        if (!(probability >= 0 && probability <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, $"A probability of {probability} does not exist. Give one from 0 to 1.");
        return Normal.InvCDF(0, 1, probability);
    }
}
