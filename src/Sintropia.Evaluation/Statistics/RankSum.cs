namespace Sintropia.Evaluation.Statistics;

/// <summary>The rank-sum test of two samples, also called Mann–Whitney's and Wilcoxon's.</summary>
/// <remarks>Mann and Whitney 1947, doi:10.1214/aoms/1177730491; ties as in Lehmann 1975. As SciPy computes it.</remarks>
public static class RankSum
{
    private const int ExactBelow = 8;

    /// <summary>The test of x against y, two-sided. Samples that hold the same number throughout have p = 1.</summary>
    /// <param name="x">One sample; not NaN.</param>
    /// <param name="y">The other.</param>
    /// <param name="method">How p is found.</param>
    /// <returns>U of x: how many pairs x wins, ties counting half; and p.</returns>
    /// <exception cref="ArgumentException">A sample is empty.</exception>
    public static RankSumResult TwoSided(ReadOnlySpan<double> x, ReadOnlySpan<double> y, RankSumMethod method = RankSumMethod.Continuity)
    {
        if (x.IsEmpty || y.IsEmpty) throw new ArgumentException($"Samples of {x.Length} and {y.Length} cannot be compared. Each needs at least one value.");
        double[] one = x.ToArray(), other = y.ToArray();
        Array.Sort(one);
        Array.Sort(other);
        return OfSorted<double>(one, other, method);
    }

    /// <summary>The same of samples that are sorted already: where one is compared with many.</summary>
    internal static RankSumResult OfSorted<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, RankSumMethod method) where T : unmanaged, IComparable<T>
    {
        var (u, ties) = Count(x, y);
        if (method == RankSumMethod.Automatic && ties == 0 && Math.Min(x.Length, y.Length) <= ExactBelow) return new(u, RankSumDistribution.Of(x.Length, y.Length).TwoSided((long)u));
        return new(u, Asymptotic(u, ties, x.Length, y.Length, method == RankSumMethod.NoContinuity ? 0 : 0.5));
    }

    // One walk over both: the ranks of x, and Σ t³ − t over groups of equals.
    private static (double U, double Ties) Count<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : unmanaged, IComparable<T>
    {
        double ranks = 0, ties = 0;
        for (int i = 0, j = 0; i < x.Length || j < y.Length;)
        {
            var least = j == y.Length || (i < x.Length && x[i].CompareTo(y[j]) <= 0) ? x[i] : y[j];
            int firstX = i, firstY = j;
            while (i < x.Length && x[i].CompareTo(least) == 0) i++;
            while (j < y.Length && y[j].CompareTo(least) == 0) j++;
            double equals = i - firstX + j - firstY;
            ranks += (i - firstX) * (firstX + firstY + (equals + 1) / 2);
            ties += equals * equals * equals - equals;
        }

        return (ranks - 0.5 * x.Length * (x.Length + 1.0), ties);
    }

    private static double Asymptotic(double u, double ties, double n, double m, double continuity)
    {
        var all = n + m;
        var deviation = Math.Sqrt(n * m / 12 * (all + 1 - ties / (all * (all - 1))));
        if (!(deviation > 0)) return 1; // all values are equal
        var z = (Math.Abs(u - n * m / 2) - continuity) / deviation;
        return z <= 0 ? 1 : StandardNormal.TwoSided(z);
    }
}
