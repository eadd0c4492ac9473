namespace Sintropia.Evaluation.Statistics;

/// <summary>Quantiles of a sample.</summary>
public static class OrderStatistics
{
    /// <summary>The sample quantile by linear interpolation between order statistics at (n − 1)·p (Hyndman and Fan's type 7, the default of R and NumPy); NaN values are left
    /// out, and of nothing the quantile is NaN.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1.</exception>
    public static double Quantile(IEnumerable<double> values, double probability)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (!(probability >= 0 && probability <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, $"There is no quantile at {probability}. Give a probability from 0 to 1.");
        var sorted = values.Where(v => !double.IsNaN(v)).Order().ToArray();
        if (sorted.Length == 0) return double.NaN;
        var position = (sorted.Length - 1) * probability;
        var below = (int)position;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
    }
}
