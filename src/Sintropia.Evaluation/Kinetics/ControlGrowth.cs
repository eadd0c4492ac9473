using Sintropia.Evaluation.Assays;

namespace Sintropia.Evaluation.Kinetics;

/// <summary>How untreated wells grew, as it was: net rates in steps of time. No law is assumed, so that lags and crowding of the control are in it.</summary>
/// <param name="Hours">Where steps begin, h, ascending; shape [steps].</param>
/// <param name="PerHour">Net growth in each step, per hour; the last holds on; shape [steps].</param>
public sealed record ControlGrowth(IReadOnlyList<double> Hours, IReadOnlyList<double> PerHour)
{
    /// <summary>Mean over wells of the slopes of their logarithms; null where no well has two counts.</summary>
    /// <param name="controls">Courses of untreated wells.</param>
    /// <param name="stepHours">Length of a step, h.</param>
    public static ControlGrowth? Of(IEnumerable<CountCourse> controls, double stepHours = 6)
    {
        ArgumentNullException.ThrowIfNull(controls);
        var wells = controls.Where(c => c.Hours.Count > 1).ToArray();
        if (wells.Length == 0) return null;
        var hours = new List<double>();
        var rates = new List<double>();
        for (double from = 0, end = wells.Max(w => w.Hours[^1]); from < end; from += stepHours)
        {
            var slopes = wells.Select(w => Slope(w, from, from + stepHours)).Where(double.IsFinite).ToArray();
            hours.Add(from);
            rates.Add(slopes.Length > 0 ? slopes.Average() : double.NaN);
        }

        // A step that nobody saw grows like the one before it, or the first one seen.
        var first = rates.FindIndex(double.IsFinite);
        if (first < 0) return null;
        for (var i = 0; i < rates.Count; i++) if (double.IsNaN(rates[i])) rates[i] = rates[Math.Max(first, i - 1)];
        return new(hours, rates);
    }

    private static double Slope(CountCourse well, double from, double to)
    {
        double a = Math.Max(from, well.Hours[0]), b = Math.Min(to, well.Hours[^1]);
        return b - a >= (to - from) / 3 ? (well.LogAt(b) - well.LogAt(a)) * Math.Log(2) / (b - a) : double.NaN;
    }
}
