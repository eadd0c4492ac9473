namespace Sintropia.Evaluation.Statistics;

/// <summary>
/// Jack-knife standard errors of statistics of sums over independent groups (clones, or groups of clones). Cells of one clone are not independent, so the clone is the unit:
/// SE² = (G − 1)/G · Σ (θ₍g₎ − mean θ₍·₎)², where θ₍g₎ leaves group g out. Quenouille 1956, doi:10.1093/biomet/43.3-4.353; Efron and Tibshirani 1993, ch. 11.
/// </summary>
/// <remarks>Deleting a group costs one subtraction per sum, so an ensemble of a million clones is as cheap as reading it.</remarks>
public static class Jackknife
{
    /// <summary>Any statistic: <paramref name="without"/> is asked once per group for the statistic of all the others.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two groups.</exception>
    public static JackknifeEstimate Of(double estimate, int groups, Func<int, double> without)
    {
        ArgumentNullException.ThrowIfNull(without);
        if (groups < 2)
            throw new ArgumentOutOfRangeException(nameof(groups), groups,
                $"A jack-knife over {groups} group(s) has nothing to compare. Use at least two independent groups; 20 or more give a usable error.");

        // Deviations are taken from the estimate first: sums of squares of near-equal numbers would cancel.
        double sum = 0, squares = 0;
        for (var g = 0; g < groups; g++)
        {
            var deviation = without(g) - estimate;
            sum += deviation;
            squares += deviation * deviation;
        }

        var variance = (groups - 1.0) / groups * Math.Max(0, squares - sum * sum / groups);
        return new(estimate, Math.Sqrt(variance), groups);
    }

    /// <summary>A total Σ x over groups. With a group left out the rest is scaled by G/(G − 1), so it still estimates the whole.</summary>
    public static JackknifeEstimate OfTotal(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var total = values.Sum();
        var scale = values.Count / (values.Count - 1.0);
        return Of(total, values.Count, g => (total - values[g]) * scale);
    }

    /// <summary>A ratio of sums Σa/Σb: a phase fraction (cells in phase over cells), a mean of all cells (sum over count).</summary>
    /// <param name="numerators">a per group.</param>
    /// <param name="denominators">b per group; their sum is not 0, and not 0 without any one group.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a denominator vanishes.</exception>
    public static JackknifeEstimate OfRatio(IReadOnlyList<double> numerators, IReadOnlyList<double> denominators)
    {
        var (a, b) = Totals(numerators, denominators);
        if (b == 0) throw new ArgumentException("The denominators of a ratio sum to 0. Leave out times at which no cell was alive.", nameof(denominators));
        return Of(a / b, numerators.Count, g => b - denominators[g] == 0
            ? throw new ArgumentException(
                $"All of the denominator sits in group {g}, so the ratio without it does not exist. Use more founders, so that several groups hold cells.", nameof(denominators))
            : (a - numerators[g]) / (b - denominators[g]));
    }

    /// <summary>A growth rate ln(Σ later / Σ earlier)/Δt, per hour.</summary>
    /// <param name="earlier">Cells per group at the first time.</param>
    /// <param name="later">Cells per group at the second time.</param>
    /// <param name="hours">Time between, h, &gt; 0.</param>
    /// <exception cref="ArgumentException">The lengths differ, a sum is not positive, or one group holds all cells.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time between is not positive.</exception>
    public static JackknifeEstimate OfGrowthRate(IReadOnlyList<double> earlier, IReadOnlyList<double> later, double hours)
    {
        if (!(hours > 0)) throw new ArgumentOutOfRangeException(nameof(hours), hours, $"Growth over {hours} h has no rate. Give two times in ascending order.");
        var (a, b) = Totals(earlier, later);
        return Of(LogRatio(b, a) / hours, earlier.Count, g => LogRatio(b - later[g], a - earlier[g]) / hours);
    }

    /// <summary>Any statistic of several sums.</summary>
    /// <param name="sums">Per group one row of the quantities to be summed; shape [groups][quantities].</param>
    /// <param name="statistic">From the totals of the quantities (shape [quantities]) to the statistic. The array is reused; do not keep it.</param>
    /// <exception cref="ArgumentException">The rows differ in length.</exception>
    public static JackknifeEstimate OfSums(IReadOnlyList<double[]> sums, Func<double[], double> statistic)
    {
        ArgumentNullException.ThrowIfNull(sums);
        ArgumentNullException.ThrowIfNull(statistic);
        if (sums.Count == 0) return Of(double.NaN, 0, _ => double.NaN);
        var totals = new double[sums[0].Length];
        foreach (var row in sums)
        {
            if (row.Length != totals.Length)
                throw new ArgumentException(
                    $"A group has {row.Length} sums where the first has {totals.Length}. Give every group the same quantities, 0 where there is nothing.", nameof(sums));
            for (var q = 0; q < totals.Length; q++) totals[q] += row[q];
        }

        var rest = new double[totals.Length];
        return Of(statistic(totals), sums.Count, g =>
        {
            for (var q = 0; q < rest.Length; q++) rest[q] = totals[q] - sums[g][q];
            return statistic(rest);
        });
    }

    /// <summary>Folds sums per clone into groups: group = clone mod <paramref name="groups"/>. Cheaper to store than clones; the standard error keeps its expectation.</summary>
    public static double[] Fold(IReadOnlyList<double> perClone, int groups)
    {
        ArgumentNullException.ThrowIfNull(perClone);
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 2);
        var folded = new double[groups];
        for (var clone = 0; clone < perClone.Count; clone++) folded[clone % groups] += perClone[clone];
        return folded;
    }

    private static double LogRatio(double later, double earlier) => later > 0 && earlier > 0
        ? Math.Log(later / earlier)
        : throw new ArgumentException($"A growth rate from {earlier} to {later} cells does not exist. Choose times at which cells of several groups live.");

    private static (double A, double B) Totals(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Count != b.Count)
            throw new ArgumentException($"{a.Count} groups cannot be matched with {b.Count}. Give both quantities for the same groups, 0 where a group has no cells.");
        return (a.Sum(), b.Sum());
    }
}
