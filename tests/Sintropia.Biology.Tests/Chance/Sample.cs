namespace Sintropia.Biology.Tests.Chance;

/// <summary>What samples are judged by.</summary>
internal static class Sample
{
    /// <summary>Largest distance of the empirical distribution from a continuous one (Kolmogorov–Smirnov).</summary>
    public static double Distance(double[] draws, Func<double, double> cumulative)
    {
        var sorted = draws.Order().ToArray();
        var most = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var expected = cumulative(sorted[i]);
            most = Math.Max(most, Math.Max((i + 1.0) / sorted.Length - expected, expected - (double)i / sorted.Length));
        }

        return most;
    }

    /// <summary>The distance that one sample in a thousand exceeds; the seeds of these tests are fixed, so a law that holds always passes.</summary>
    public static double Critical(int count) => 1.95 / Math.Sqrt(count);

    public static double Variance(IReadOnlyCollection<double> draws)
    {
        var mean = draws.Average();
        return draws.Sum(x => (x - mean) * (x - mean)) / (draws.Count - 1);
    }

    public static double Correlation(IReadOnlyCollection<(double X, double Y)> pairs)
    {
        var (x, y) = (pairs.Average(p => p.X), pairs.Average(p => p.Y));
        return pairs.Sum(p => (p.X - x) * (p.Y - y)) / Math.Sqrt(pairs.Sum(p => (p.X - x) * (p.X - x)) * pairs.Sum(p => (p.Y - y) * (p.Y - y)));
    }

    /// <summary>Four standard errors of a share.</summary>
    public static double Tolerance(double share, int count) => 4 * Math.Sqrt(share * (1 - share) / count);
}
