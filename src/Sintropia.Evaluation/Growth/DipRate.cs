namespace Sintropia.Evaluation.Growth;

/// <summary>
/// The drug-induced proliferation rate: the slope of log2 counts once the response is stable. Harris et al. 2016, doi:10.1038/nmeth.3852. Where it becomes stable is found as in Thunor (Lubbock et al.
/// 2021, doi:10.1093/nar/gkab424): of all starts that leave three counts or more, the one with the largest (adjusted R²)·(1 − RMSE)²·(n − 3)^¼.
/// </summary>
/// <param name="DoublingsPerHour">The rate; NaN with a failure.</param>
/// <param name="StandardError">Of the rate, from the scatter about the line; NaN for two counts.</param>
/// <param name="FromHours">The first time used, h.</param>
/// <param name="Intercept">log2 of the count at time 0 on the line.</param>
/// <param name="Times">Counts used.</param>
/// <param name="Failure">Why there is no rate.</param>
public readonly record struct DipRate(double DoublingsPerHour, double StandardError, double FromHours, double Intercept, int Times, DipFailure Failure)
{
    /// <summary>With the start sought; for treated cultures.</summary>
    /// <param name="hours">Times, h, in any order; shape [times].</param>
    /// <param name="counts">Cells; counts that are not above 0 have no logarithm and are left out; shape [times].</param>
    public static DipRate Of(IReadOnlyList<double> hours, IReadOnlyList<double> counts) => Read(hours, counts, seek: true);

    /// <summary>From the first count on; for controls.</summary>
    /// <param name="hours">Times, h; shape [times].</param>
    /// <param name="counts">Cells; shape [times].</param>
    public static DipRate OfAll(IReadOnlyList<double> hours, IReadOnlyList<double> counts) => Read(hours, counts, seek: false);

    private static DipRate Read(IReadOnlyList<double> hours, IReadOnlyList<double> counts, bool seek)
    {
        ArgumentNullException.ThrowIfNull(hours);
        ArgumentNullException.ThrowIfNull(counts);
        if (hours.Count != counts.Count) return Without(DipFailure.Unpaired);
        var points = Enumerable.Range(0, hours.Count).Where(i => double.IsFinite(hours[i]) && counts[i] > 0 && double.IsFinite(counts[i]))
            .Select(i => (Hours: hours[i], Log: Math.Log2(counts[i]))).OrderBy(p => p.Hours).ToArray();
        if (points.Select(p => p.Hours).Distinct().Count() < 2) return Without(DipFailure.TooFewTimes);

        var best = Line(points);
        if (!seek || points.Length < 3) return best.Rate;
        var score = double.NegativeInfinity;
        for (var from = 0; from < points.Length - 2; from++)
        {
            if (points[from].Hours == points[^1].Hours) break;
            var line = Line(points[from..]);
            int n = points.Length - from;
            var here = line.AdjustedR2 * (1 - line.Error) * (1 - line.Error) * Math.Pow(n - 3, 0.25);
            if (here > score) (score, best) = (here, line);
        }

        return best.Rate;
    }

    private static (DipRate Rate, double AdjustedR2, double Error) Line((double Hours, double Log)[] points)
    {
        double n = points.Length, x = points.Average(p => p.Hours), y = points.Average(p => p.Log);
        double xx = points.Sum(p => (p.Hours - x) * (p.Hours - x)), xy = points.Sum(p => (p.Hours - x) * (p.Log - y)), yy = points.Sum(p => (p.Log - y) * (p.Log - y));
        var slope = xy / xx;
        var intercept = y - slope * x;
        var squares = points.Sum(p => Math.Pow(p.Log - intercept - slope * p.Hours, 2));
        var r2 = yy > 0 ? xy * xy / (xx * yy) : 0; // counts that do not change: as in SciPy, no correlation
        return (new(slope, n > 2 ? Math.Sqrt(squares / (n - 2) / xx) : double.NaN, points[0].Hours, intercept, points.Length, DipFailure.None), 1 - (1 - r2) * (n - 1) / (n - 2), Math.Sqrt(squares / n));
    }

    private static DipRate Without(DipFailure failure) => new(double.NaN, double.NaN, double.NaN, double.NaN, 0, failure);
}
