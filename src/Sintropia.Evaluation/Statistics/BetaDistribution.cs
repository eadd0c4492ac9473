using MathNet.Numerics;

namespace Sintropia.Evaluation.Statistics;

/// <summary>The beta distribution: of shares.</summary>
public static class BetaDistribution
{
    /// <summary>P(X ≤ x).</summary>
    public static double Cumulative(double x, double a, double b) => x <= 0 ? 0 : x >= 1 ? 1 : SpecialFunctions.BetaRegularized(a, b, x);

    /// <summary>The x with P(X ≤ x) = <paramref name="probability"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1, or a parameter is not positive.</exception>
    public static double Quantile(double probability, double a, double b)
    {
        if (!(probability >= 0 && probability <= 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability, $"A probability of {probability} does not exist. Give one from 0 to 1.");
        if (!(a > 0 && b > 0)) throw new ArgumentOutOfRangeException(nameof(a), a, $"A beta distribution of {a} and {b} does not exist. Both have to be positive.");
        double low = 0, high = 1;
        for (var i = 0; i < 200 && high - low > 1e-16 * high; i++)
        {
            var middle = 0.5 * (low + high);
            if (Cumulative(middle, a, b) < probability) low = middle;
            else high = middle;
        }

        return 0.5 * (low + high);
    }

    /// <summary>Clopper and Pearson's interval of a share: at least the level whatever the share. 1934, doi:10.1093/biomet/26.4.404.</summary>
    /// <param name="successes">From 0 to the trials.</param>
    /// <param name="trials">At least 1.</param>
    /// <param name="level">Its confidence.</param>
    public static Interval OfShare(int successes, int trials, double level = 0.95)
    {
        if (trials < 1 || successes < 0 || successes > trials) throw new ArgumentOutOfRangeException(nameof(successes), successes, $"{successes} of {trials} is no share. Give 0 up to all of at least one trial.");
        var outside = (1 - level) / 2;
        return new((double)successes / trials, successes == 0 ? 0 : Quantile(outside, successes, trials - successes + 1), successes == trials ? 1 : Quantile(1 - outside, successes + 1, trials - successes));
    }
}
