namespace Sintropia.Evaluation.Statistics;

/// <summary>Student's t distribution: for estimates whose standard error was estimated from few groups.</summary>
public static class StudentT
{
    /// <summary>P(T ≤ t) with the given degrees of freedom (&gt; 0).</summary>
    public static double Cumulative(double t, double degreesOfFreedom) => MathNet.Numerics.Distributions.StudentT.CDF(0, 1, degreesOfFreedom, t);

    /// <summary>The t with P(T ≤ t) = <paramref name="probability"/>; the normal quantile for infinite degrees of freedom.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not inside (0, 1), or the degrees of freedom are not positive.</exception>
    public static double Quantile(double probability, double degreesOfFreedom)
    {
        if (!(probability > 0 && probability < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, $"Student's t has no finite quantile at {probability}. Give a probability between 0 and 1.");
        if (!(degreesOfFreedom > 0))
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom,
                $"Student's t needs positive degrees of freedom, not {degreesOfFreedom}. Use at least two groups.");
        if (double.IsPositiveInfinity(degreesOfFreedom)) return StandardNormal.Quantile(probability);

        // Bisection on the symmetric upper half: the library's own root finder stops at an absolute tolerance that is too coarse far out.
        var upper = Math.Max(probability, 1 - probability);
        double low = 0, high = 1;
        while (Cumulative(high, degreesOfFreedom) < upper && high < 1e300) high *= 2;
        for (var i = 0; i < 200 && high - low > 1e-15 * high; i++)
        {
            var middle = 0.5 * (low + high);
            if (Cumulative(middle, degreesOfFreedom) < upper) low = middle;
            else high = middle;
        }

        return probability < 0.5 ? -high : probability > 0.5 ? high : 0;
    }
}
