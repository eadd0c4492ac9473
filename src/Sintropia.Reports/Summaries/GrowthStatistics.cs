using Sintropia.Reports.Payload;

namespace Sintropia.Reports.Summaries;

/// <summary>The statistics of growth that the report states. The only place in this project that computes any.</summary>
internal static class GrowthStatistics
{
    /// <summary>Net growth rate between two counts, 1/h: ln(last/first)/hours. NaN where either count is 0.</summary>
    public static double Rate(double first, double last, double hours) => first > 0 && last > 0 && hours > 0 ? Math.Log(last / first) / hours : double.NaN;

    /// <summary>GR = 2^(k/k₀) − 1 from the rates of a condition and of its control. Hafner et al. 2016, doi:10.1038/nmeth.3853.</summary>
    public static double Gr(double rate, double control) => control != 0 ? Math.Pow(2, rate / control) - 1 : double.NaN;

    /// <summary>Doubling time of a rate and of its bounds, h; without value or bound where there is no growth.</summary>
    public static Estimate Doubling(Estimate rate) => new(Doubling(rate.Value), Doubling(rate.High), Doubling(rate.Low));

    /// <summary>Delete-a-group jack-knife: s² = (G−1)/G · Σ(θ₍₋g₎ − θ̄)², bounds from Student's t with G−1 degrees of freedom.</summary>
    /// <param name="value">θ of all groups.</param>
    /// <param name="without">θ with each group left out; shape [groups].</param>
    public static Estimate JackKnife(double value, IReadOnlyList<double> without)
    {
        var usable = without.Where(double.IsFinite).ToArray();
        if (!double.IsFinite(value)) return new(null);
        if (usable.Length < 2 || usable.Length < without.Count) return new(value);
        var mean = usable.Average();
        var error = Math.Sqrt(usable.Sum(theta => (theta - mean) * (theta - mean)) * (usable.Length - 1) / usable.Length);
        var half = error * StudentT975(usable.Length - 1);
        return new(value, value - half, value + half);
    }

    private static double? Doubling(double? rate) => rate > 0 ? Math.Log(2) / rate : null;

    /// <summary>97.5 % point of Student's t by its expansion about the normal point (Abramowitz and Stegun 26.7.5): 2.040 at 31 degrees of freedom, within 0.05 % from 5 on.</summary>
    internal static double StudentT975(int degrees)
    {
        const double z = 1.959963984540054;
        var (z2, n) = (z * z, (double)degrees);
        var first = (z2 + 1) / 4;
        var second = ((((5 * z2) + 16) * z2) + 3) / 96;
        var third = ((((((3 * z2) + 19) * z2) + 17) * z2) - 15) / 384;
        var fourth = ((((((((79 * z2) + 776) * z2) + 1482) * z2) - 1920) * z2) - 945) / 92160;
        return z * (1 + ((first + ((second + ((third + (fourth / n)) / n)) / n)) / n));
    }
}
