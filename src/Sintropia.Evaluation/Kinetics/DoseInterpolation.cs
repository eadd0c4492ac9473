using Sintropia.Evaluation.Assays;

namespace Sintropia.Evaluation.Kinetics;

/// <summary>The baseline that knows no law: at each time, log2 fold changes of the neighbouring doses, on a line over the logarithm of dose. Untreated wells stand one step of doses below the lowest.</summary>
public sealed class DoseInterpolation
{
    private readonly (double LogDose, CountCourse[] Wells)[] _known;

    /// <param name="controls">Untreated wells.</param>
    /// <param name="treated">Treated wells, at one dose or more.</param>
    public DoseInterpolation(IEnumerable<CountCourse> controls, IEnumerable<CountCourse> treated)
    {
        var doses = treated.GroupBy(c => c.Dose).OrderBy(g => g.Key).Select(g => (Math.Log(g.Key), g.ToArray())).ToList();
        var step = doses.Count > 1 ? (doses[^1].Item1 - doses[0].Item1) / (doses.Count - 1) : Math.Log(4);
        _known = [(doses[0].Item1 - step, controls.ToArray()), .. doses];
    }

    /// <summary>log2 of counts at times, from the second on; NaN where the neighbours were not counted.</summary>
    /// <param name="dose">Dose, &gt; 0; beyond the known ones the nearest counts alone.</param>
    /// <param name="hours">Times, h; the first is where the prediction begins; shape [times].</param>
    /// <param name="log2Start">log2 of the count at the first time.</param>
    public double[] Predict(double dose, IReadOnlyList<double> hours, double log2Start)
    {
        ArgumentNullException.ThrowIfNull(hours);
        var at = Math.Log(dose);
        var above = Array.FindIndex(_known, k => k.LogDose >= at);
        var (lower, upper, share) = above < 0 ? (_known[^1], _known[^1], 0.0) : above == 0 ? (_known[0], _known[0], 0.0) : (_known[above - 1], _known[above], (at - _known[above - 1].LogDose) / (_known[above].LogDose - _known[above - 1].LogDose));
        return [.. hours.Skip(1).Select(t => log2Start + (1 - share) * Fold(lower.Wells, hours[0], t) + share * Fold(upper.Wells, hours[0], t))];
    }

    /// <summary>Mean over wells; each is read at its own nearest times, at its ends as there.</summary>
    private static double Fold(CountCourse[] wells, double from, double to) =>
        wells.Select(w => w.LogAt(Math.Clamp(to, w.Hours[0], w.Hours[^1])) - w.LogAt(Math.Clamp(from, w.Hours[0], w.Hours[^1]))).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
}
