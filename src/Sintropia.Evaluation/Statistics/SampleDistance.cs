namespace Sintropia.Evaluation.Statistics;

/// <summary>How far two samples of numbers are apart as distributions.</summary>
public static class SampleDistance
{
    /// <summary>Wasserstein's: ∫ |F − G|, the least mean way from one sample to the other.</summary>
    public static double Wasserstein(IReadOnlyCollection<double> x, IReadOnlyCollection<double> y) => Integral(x, y, Math.Abs);

    /// <summary>The energy distance √(2·∫ (F − G)²), whose square is 2·E|x − y| − E|x − x′| − E|y − y′|.</summary>
    public static double Energy(IReadOnlyCollection<double> x, IReadOnlyCollection<double> y) => Math.Sqrt(2 * Integral(x, y, d => d * d));

    // Between neighbours of both samples together the distribution functions are constant.
    private static double Integral(IReadOnlyCollection<double> x, IReadOnlyCollection<double> y, Func<double, double> of)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count == 0 || y.Count == 0) throw new ArgumentException($"Samples of {x.Count} and {y.Count} are at no distance. Each needs at least one value.");
        double[] a = [.. x.Order()], b = [.. y.Order()], all = [.. a.Concat(b).Order()];
        double sum = 0;
        int i = 0, j = 0;
        for (var k = 0; k + 1 < all.Length; k++)
        {
            while (i < a.Length && a[i] <= all[k]) i++;
            while (j < b.Length && b[j] <= all[k]) j++;
            sum += of((double)i / a.Length - (double)j / b.Length) * (all[k + 1] - all[k]);
        }

        return sum;
    }
}
