namespace Sintropia.Evaluation.Statistics;

/// <summary>Correlation of paired values.</summary>
public static class Correlation
{
    /// <summary>Pearson's product-moment correlation; NaN for fewer than two pairs or where one side does not vary.</summary>
    /// <exception cref="ArgumentException">The sides differ in length.</exception>
    public static double Pearson(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count != y.Count)
            throw new ArgumentException($"{x.Count} values cannot be paired with {y.Count}. Pass the two sides of each pair at one index.", nameof(y));
        if (x.Count < 2) return double.NaN;

        double meanX = x.Average(), meanY = y.Average(), xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < x.Count; i++)
        {
            double dx = x[i] - meanX, dy = y[i] - meanY;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }

        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : double.NaN;
    }

    /// <summary>Spearman's correlation: Pearson's of the ranks; NaN for fewer than two pairs or where one side does not vary.</summary>
    /// <exception cref="ArgumentException">The sides differ in length.</exception>
    public static double Spearman(IReadOnlyList<double> x, IReadOnlyList<double> y) => Pearson(Ranks(x), Ranks(y));

    /// <summary>Ranks from 1, ties sharing their mean rank.</summary>
    public static double[] Ranks(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var ranks = new double[values.Count];
        var order = Enumerable.Range(0, values.Count).ToArray();
        Array.Sort(order, (a, b) => values[a].CompareTo(values[b]));
        for (int first = 0, next; first < order.Length; first = next)
        {
            next = first + 1;
            while (next < order.Length && values[order[next]].Equals(values[order[first]])) next++;
            for (var i = first; i < next; i++) ranks[order[i]] = 0.5 * (first + 1 + next);
        }

        return ranks;
    }

    /// <summary>
    /// Van der Waerden's normal scores Φ⁻¹(rank/(n + 1)), ties sharing their mean rank: what remains of a sample when only order counts.
    /// Correlating them measures dependence in a way that no monotone change of scale alters.
    /// </summary>
    public static double[] NormalScores(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return [.. Ranks(values).Select(rank => StandardNormal.Quantile(rank / (values.Count + 1)))];
    }
}
