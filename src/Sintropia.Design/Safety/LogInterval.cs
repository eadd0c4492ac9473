using Sintropia.Evaluation.Statistics;

namespace Sintropia.Design.Safety;

/// <summary>Geometric means with intervals.</summary>
internal static class LogInterval
{
    /// <summary>The geometric mean and the t interval of the mean logarithm, back on the scale; NaN where a value is not above 0, and NaN ends of one value.</summary>
    public static Interval Of(IReadOnlyList<double> values, double confidence)
    {
        if (values.Count == 0 || values.Any(v => !(v > 0) || !double.IsFinite(v))) return new(double.NaN, double.NaN, double.NaN);
        double[] logs = [.. values.Select(v => Math.Log(v))];
        var mean = logs.Average();
        if (logs.Length < 2) return new(Math.Exp(mean), double.NaN, double.NaN);
        var half = StudentT.Quantile(0.5 + confidence / 2, logs.Length - 1) * Math.Sqrt(logs.Sum(l => (l - mean) * (l - mean)) / (logs.Length - 1) / logs.Length);
        return new(Math.Exp(mean), Math.Exp(mean - half), Math.Exp(mean + half));
    }
}
