using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.DoseResponse;

/// <summary>Curves of resampled responses. Resample r is a function of (seed, r) alone.</summary>
internal static class HillBootstrap
{
    /// <param name="doses">Shape [points].</param>
    /// <param name="fitting">What was fitted.</param>
    /// <param name="best">Parameters of the fit.</param>
    /// <param name="freeParameters">Of the curve: residuals are widened by what it takes away from them.</param>
    /// <param name="options">Seed and number.</param>
    public static HillCurve[] Curves(double[] doses, HillFitting fitting, double[] best, int freeParameters, DoseResponseOptions options)
    {
        var n = fitting.Count;
        var replicates = Enumerable.Range(0, n).GroupBy(i => doses[i]).ToDictionary(g => g.Key, g => g.ToArray());
        var byDose = replicates.Values.All(g => g.Length > 1);
        var widened = Math.Sqrt(n / (double)Math.Max(1, n - freeParameters));
        var residuals = Enumerable.Range(0, n).Select(i => widened * (fitting.Responses[i] - fitting.Predicted(best, i))).ToArray();
        var curves = new HillCurve[options.Resamples];
        for (var r = 0; r < curves.Length; r++)
        {
            var stream = SplitMix.At(options.Seed, (ulong)r);
            var drawn = new double[n];
            for (var i = 0; i < n; i++)
            {
                var among = replicates[doses[i]];
                drawn[i] = byDose ? fitting.Responses[among[SplitMix.Below(among.Length, stream, (ulong)i)]] : fitting.Predicted(best, i) + residuals[SplitMix.Below(n, stream, (ulong)i)];
            }

            curves[r] = HillFitting.Curve(fitting.With(drawn).FitFrom(best).At);
        }

        return curves;
    }

    /// <summary>An estimate between percentiles; values that do not exist are left out, infinite ones stay.</summary>
    public static Interval Interval(double estimate, IEnumerable<double> values, double confidence)
    {
        var sorted = values.Where(v => !double.IsNaN(v)).Order().ToArray();
        if (sorted.Length == 0) return new(estimate, double.NaN, double.NaN);
        return new(estimate, sorted[(int)Math.Floor((1 - confidence) / 2 * (sorted.Length - 1))], sorted[(int)Math.Ceiling((1 + confidence) / 2 * (sorted.Length - 1))]);
    }
}
