namespace Sintropia.Evaluation.Statistics;

/// <summary>One family-wise error rate over several comparisons.</summary>
public static class MultipleTesting
{
    /// <summary>Error rate of each of <paramref name="comparisons"/> tests so that all together err with at most <paramref name="familyWise"/>, whatever their dependence:
    /// α/m.</summary>
    /// <exception cref="ArgumentOutOfRangeException">α is not inside (0, 1), or there is no comparison.</exception>
    public static double Bonferroni(double familyWise, int comparisons)
    {
        Check(familyWise, comparisons);
        return familyWise / comparisons;
    }

    /// <summary>The same for independent tests, where it is exact: 1 − (1 − α)^(1/m). Šidák 1967, doi:10.1080/01621459.1967.10482935.</summary>
    /// <exception cref="ArgumentOutOfRangeException">α is not inside (0, 1), or there is no comparison.</exception>
    public static double Sidak(double familyWise, int comparisons)
    {
        Check(familyWise, comparisons);

        // Through log1p and expm1: (1 − α)^(1/m) is so near 1 that subtracting it would lose the digits that matter.
        var exponent = LogOnePlus(-familyWise) / comparisons;
        return -ExpMinusOne(exponent);
    }

    /// <summary>|z| beyond which one of the comparisons is significant, two-sided, when each is given its Bonferroni share.</summary>
    public static double BonferroniZ(double familyWise, int comparisons) => -StandardNormal.Quantile(Bonferroni(familyWise, comparisons) / 2);

    /// <summary>|z| beyond which one of the comparisons is significant, two-sided, when each is given its Šidák share.</summary>
    public static double SidakZ(double familyWise, int comparisons) => -StandardNormal.Quantile(Sidak(familyWise, comparisons) / 2);

    /// <summary>|t| for the Šidák share of each comparison, two-sided, when standard errors come from few groups.</summary>
    public static double SidakT(double familyWise, int comparisons, double degreesOfFreedom) =>
        -StudentT.Quantile(Sidak(familyWise, comparisons) / 2, degreesOfFreedom);

    /// <summary>Holm's step-down adjusted p values, in the order given: reject where the adjusted value is ≤ α. Holm 1979, Scand J Statist 6:65.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A p value is not from 0 to 1.</exception>
    public static double[] Holm(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        CheckValues(pValues);

        var order = Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]).ToArray();
        var adjusted = new double[pValues.Count];
        var running = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            running = Math.Max(running, Math.Min(1, (order.Length - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = running;
        }

        return adjusted;
    }

    /// <summary>Benjamini and Hochberg's adjusted p values, in the order given: q of the i-th smallest is min over j ≥ i of p_(j)·m/j. Rejecting where q ≤ α keeps the expected share of false rejections at α. 1995, doi:10.1111/j.2517-6161.1995.tb02031.x.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A p value is not from 0 to 1.</exception>
    public static double[] BenjaminiHochberg(IReadOnlyList<double> pValues) => FalseDiscovery(pValues, 1);

    /// <summary>The same whatever the dependence of the tests: times Σ 1/i. Benjamini and Yekutieli 2001, doi:10.1214/aos/1013699998.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A p value is not from 0 to 1.</exception>
    public static double[] BenjaminiYekutieli(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        return FalseDiscovery(pValues, Enumerable.Range(1, pValues.Count).Sum(i => 1.0 / i));
    }

    private static double[] FalseDiscovery(IReadOnlyList<double> pValues, double factor)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        CheckValues(pValues);
        var sorted = pValues.ToArray();
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order);
        var adjusted = new double[sorted.Length];
        var running = 1.0;
        for (var rank = sorted.Length - 1; rank >= 0; rank--)
        {
            running = Math.Min(running, sorted[rank] * factor * sorted.Length / (rank + 1));
            adjusted[order[rank]] = running;
        }

        return adjusted;
    }

    private static void CheckValues(IReadOnlyList<double> pValues)
    {
        foreach (var p in pValues)
            if (!(p >= 0 && p <= 1)) throw new ArgumentOutOfRangeException(nameof(pValues), p, $"A p value of {p} does not exist. Give values from 0 to 1.");
    }

    private static void Check(double familyWise, int comparisons)
    {
        if (!(familyWise > 0 && familyWise < 1))
            throw new ArgumentOutOfRangeException(nameof(familyWise), familyWise,
                $"A family-wise error rate of {familyWise} cannot be kept. Give one between 0 and 1, for example 0.05.");
        if (comparisons < 1)
            throw new ArgumentOutOfRangeException(nameof(comparisons), comparisons, $"There are {comparisons} comparisons to share an error rate. Give at least one.");
    }

    private static double LogOnePlus(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1); // Kahan's correction of the rounding in 1 + x
    }

    private static double ExpMinusOne(double x) => Math.Abs(x) < 1e-5 ? x + x * x / 2 + x * x * x / 6 : Math.Exp(x) - 1;
}
