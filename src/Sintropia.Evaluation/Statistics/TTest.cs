namespace Sintropia.Evaluation.Statistics;

/// <summary>Tests of a difference of two means, two-sided.</summary>
public static class TTest
{
    /// <summary>Welch's, where the variances may differ. 1947, doi:10.1093/biomet/34.1-2.28.</summary>
    /// <exception cref="ArgumentException">A sample has fewer than two values.</exception>
    public static TestResult Welch(IReadOnlyCollection<double> x, IReadOnlyCollection<double> y)
    {
        var ((meanX, varianceX), (meanY, varianceY)) = (Moments(x), Moments(y));
        double a = varianceX / x.Count, b = varianceY / y.Count;
        return Result((meanX - meanY) / Math.Sqrt(a + b), (a + b) * (a + b) / (a * a / (x.Count - 1) + b * b / (y.Count - 1)));
    }

    /// <summary>Student's, where the variances are one.</summary>
    /// <exception cref="ArgumentException">A sample has fewer than two values.</exception>
    public static TestResult Student(IReadOnlyCollection<double> x, IReadOnlyCollection<double> y)
    {
        var ((meanX, varianceX), (meanY, varianceY)) = (Moments(x), Moments(y));
        double freedom = x.Count + y.Count - 2;
        var pooled = ((x.Count - 1) * varianceX + (y.Count - 1) * varianceY) / freedom;
        return Result((meanX - meanY) / Math.Sqrt(pooled * (1.0 / x.Count + 1.0 / y.Count)), freedom);
    }

    private static TestResult Result(double t, double freedom) => new(t, double.IsNaN(t) ? double.NaN : Math.Min(1, 2 * StudentT.Cumulative(-Math.Abs(t), freedom)));

    private static (double Mean, double Variance) Moments(IReadOnlyCollection<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count < 2) throw new ArgumentException($"A sample of {values.Count} has no variance. Give two values or more.");
        var mean = values.Average();
        return (mean, values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }
}
