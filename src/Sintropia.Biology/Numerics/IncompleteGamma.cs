namespace Sintropia.Biology.Numerics;

/// <summary>
/// The regularised incomplete gamma function of a whole number k, with the same bits on every machine. Lower(k, x) is the probability that
/// k stages, each exponential with mean 1, are over by x (the Erlang distribution); Upper(k, x) that they are not: its survival.
/// </summary>
/// <remarks>
/// Poisson sums: Upper = Σ_{n&lt;k} e⁻ˣ xⁿ/n!, and Lower the rest of that series. Below x = k the upper terms are summed, above it
/// the lower, always away from the largest; the other one is the complement, which is then at least about a half. So both keep their
/// relative accuracy in their far tails. About 10·√k terms are taken at most.
/// </remarks>
public static class IncompleteGamma
{
    private const int FactorialsUpTo = 22; // the last n whose n! is a double

    /// <summary>P(k, x) to 4e-15 relative for k ≤ 500, in the far tail too.</summary>
    /// <param name="k">Number of stages, ≥ 1.</param>
    /// <param name="x">Time in units of a stage's mean, ≥ 0; ∞ gives 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is below 1, or x is negative or not a number.</exception>
    public static double Lower(int k, double x)
    {
        Check(k, x);
        return x < k ? PoissonFrom(k, x) : 1 - PoissonBelow(k, x);
    }

    /// <summary>Q(k, x) = 1 − P(k, x), to 4e-15 relative for k ≤ 500, in the far tail too.</summary>
    /// <param name="k">Number of stages, ≥ 1.</param>
    /// <param name="x">Time in units of a stage's mean, ≥ 0; ∞ gives 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is below 1, or x is negative or not a number.</exception>
    public static double Upper(int k, double x)
    {
        Check(k, x);
        return x < k ? 1 - PoissonFrom(k, x) : PoissonBelow(k, x);
    }

    private static void Check(int k, double x)
    {
        if (k < 1)
            throw new ArgumentOutOfRangeException(nameof(k), k, $"An Erlang time has at least one stage, not {k}. Give a whole number from 1 up.");
        if (!(x >= 0))
            throw new ArgumentOutOfRangeException(nameof(x), x, $"A time of {x} stage means is not one that can pass. Give 0 or more; check the clock and the mean it was divided by.");
    }

    /// <summary>Σ of the Poisson probabilities of k, k + 1, …, for x &lt; k.</summary>
    private static double PoissonFrom(int k, double x)
    {
        double term = 1, sum = 1;
        for (double n = k + 1; term > sum * 1e-17; n++)
        {
            term *= x / n;
            sum += term;
        }

        return x == 0 ? 0 : Poisson(k, x) * sum;
    }

    /// <summary>Σ of the Poisson probabilities of k − 1, k − 2, …, 0, for x ≥ k.</summary>
    private static double PoissonBelow(int k, double x)
    {
        double term = 1, sum = 1;
        for (double n = k - 1; n > 0 && term > sum * 1e-17; n--)
        {
            term *= n / x;
            sum += term;
        }

        return double.IsPositiveInfinity(x) ? 0 : Poisson(k - 1, x) * sum;
    }

    /// <summary>e⁻ˣ xⁿ/n!. Its exponent is the small difference of large numbers, hence the two parts of each logarithm.</summary>
    private static double Poisson(int n, double x)
    {
        if (x < 1e-300) return Elementary.Pow(x, n) / Factorial(Math.Min(n, 2)); // beyond n = 1 this is 0

        var (high, low) = Elementary.LogWide(x);
        if (n <= FactorialsUpTo)
        {
            var (exponent, tail) = Sum(n * high, Math.FusedMultiplyAdd(n, high, -(n * high)) + n * low, -x);
            return Elementary.Exp(exponent, tail) / Factorial(n);
        }

        // Stirling: n! = √(2πn)·(n/e)ⁿ·e^δ, so the exponent is n·(log x − log n) − (x − n) − δ.
        var (nHigh, nLow) = Elementary.LogWide(n);
        var (ratio, ratioTail) = Sum(high, low - nLow, -nHigh);
        var powers = n * ratio;
        var (apart, apartTail) = Sum(n, 0, -x);
        var (total, totalTail) = Sum(powers, Math.FusedMultiplyAdd(n, ratio, -powers) + n * ratioTail + apartTail, apart);
        return Elementary.Exp(total, totalTail - StirlingRest(n)) / Math.Sqrt(2 * Math.PI * n);
    }

    /// <summary>δ(n) = log n! − log(√(2πn)·(n/e)ⁿ), to 1e-18 for n &gt; 22.</summary>
    private static double StirlingRest(double n)
    {
        var inverse = 1 / n;
        var square = inverse * inverse;
        return inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square * (1.0 / 1188)))));
    }

    private static double Factorial(int n)
    {
        var product = 1.0;
        for (var i = 2; i <= n; i++) product *= i;
        return product;
    }

    /// <summary>a + tail + b as a double and what it lacks, whichever of a and b is the larger.</summary>
    private static (double Sum, double Tail) Sum(double a, double tail, double b)
    {
        var sum = a + b;
        var bPart = sum - a;
        var lost = a - (sum - bPart) + (b - bPart);
        var total = sum + (lost + tail);
        return (total, sum - total + (lost + tail));
    }
}
