using Sintropia.Evaluation.DoseResponse;
using Sintropia.Evaluation.Fitting;

namespace Sintropia.Evaluation.Combinations;

/// <summary>Finds what a response without effect is.</summary>
internal static class MatrixBaseline
{
    public static (double Baseline, CombinationFailure Failure, string Reason) Of(CombinationWell[] wells, CombinationOptions options)
    {
        if (options.Baseline == BaselineRule.AsGiven) return (1, CombinationFailure.None, "");
        var controls = wells.Where(w => w.DoseA == 0 && w.DoseB == 0).Select(w => w.Response).ToArray();
        if (options.Baseline == BaselineRule.Fitted) return Fitted(wells, options.Curves);
        if (controls.Length == 0) return (double.NaN, CombinationFailure.NoControl, "There is no well without drugs to be the baseline. Give responses relative to a control, and say that they are.");
        var control = controls.Average();
        var lowest = Lowest(wells);
        return control > 0 && control >= lowest / 2
            ? (control, CombinationFailure.None, "")
            : (control, CombinationFailure.ControlImplausible, FormattableString.Invariant($"The control reads {control:0.###} where the lowest doses leave {lowest:0.###}: it cannot be the baseline."));
    }

    /// <summary>The largest mean among wells with the lowest dose of one drug and none, or the lowest, of the other: at least one of the drugs will do little there.</summary>
    private static double Lowest(CombinationWell[] wells)
    {
        double Least(Func<CombinationWell, double> dose) => wells.Select(dose).Where(d => d > 0).DefaultIfEmpty(0).Min();
        double a = Least(w => w.DoseA), b = Least(w => w.DoseB);
        return wells.Where(w => (w.DoseA == a || w.DoseA == 0) && (w.DoseB == b || w.DoseB == 0) && w.DoseA + w.DoseB > 0).GroupBy(w => (w.DoseA, w.DoseB)).Select(g => g.Average(w => w.Response)).DefaultIfEmpty(0).Max();
    }

    /// <summary>Both curves times a common height, by least squares over wells with one drug or none.</summary>
    private static (double, CombinationFailure, string) Fitted(CombinationWell[] wells, DoseResponseOptions curves)
    {
        var alone = wells.Where(w => w.DoseA == 0 || w.DoseB == 0).ToArray();
        double[] doses = [.. alone.Select(w => Math.Max(w.DoseA, w.DoseB))];
        bool Enough(Func<CombinationWell, double> dose) => alone.Select(dose).Where(d => d > 0).Distinct().Count() >= 3;
        if (!Enough(w => w.DoseA) || !Enough(w => w.DoseB)) return (double.NaN, CombinationFailure.TooFewDoses, "A baseline is fitted through at least three doses of each drug alone. Take the control wells instead.");
        var scale = alone.Select(w => Math.Abs(w.Response)).Order().ElementAt(alone.Length * 9 / 10);
        if (!(scale > 0)) return (double.NaN, CombinationFailure.ControlImplausible, "All responses of single drugs are 0.");
        HillFitting Of(Func<CombinationWell, double> dose) => new([.. alone.Where(w => dose(w) > 0).Select(dose)], [.. alone.Where(w => dose(w) > 0).Select(w => w.Response / scale)], curves);
        HillFitting a = Of(w => w.DoseA), b = Of(w => w.DoseB);
        double[] startA = a.Fit().At, startB = b.Fit().At;
        var controls = alone.Where(w => w.DoseA == 0 && w.DoseB == 0).Select(w => w.Response / scale).ToArray();
        void Residuals(ReadOnlySpan<double> p, Span<double> into)
        {
            for (var i = 0; i < a.Count; i++) into[i] = p[0] * a.Predicted(p[1..5], i) - a.Responses[i];
            for (var i = 0; i < b.Count; i++) into[a.Count + i] = p[0] * b.Predicted(p[5..9], i) - b.Responses[i];
            for (var i = 0; i < controls.Length; i++) into[a.Count + b.Count + i] = p[0] - controls[i];
        }

        var found = BoundedLeastSquares.Minimise(Residuals, a.Count + b.Count + controls.Length, [1, .. startA, .. startB], [0.2, .. a.Low, .. b.Low], [5, .. a.High, .. b.High]);
        return (found.At[0] * scale, CombinationFailure.None, "");
    }
}
