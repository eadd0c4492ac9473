using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.DoseResponse;
using Sintropia.Evaluation.Fitting;

namespace Sintropia.Evaluation.Kinetics;

/// <summary>
/// Counts under a drug from rates of division and death: d ln N/dt = g(t)·(1 − S(c)·(1 − e^(−t/τ_S))) − d(c)·(1 − e^(−t/τ_d)), where g is the growth of the control and both effects come with a delay.
/// S and d are Hill curves of the dose; the integral is closed.
/// </summary>
/// <param name="Growth">The untreated culture.</param>
/// <param name="Slowing">S(c): the share of divisions that a dose stops, from 0 to at most 1.</param>
/// <param name="Death">d(c): death per hour.</param>
/// <param name="SlowingHours">τ_S, h.</param>
/// <param name="DeathHours">τ_d, h.</param>
/// <remarks>Counts of the living tell the difference of division and death and not each: what tells them apart here is the shape, as a stop of divisions cannot make a culture shrink. Where no dose lies on
/// the slope of a curve, nothing decides how steep it is; weak priors then prefer a slope of 1 (spread of ln h: 0.5) and little death (spread: 0.03 per hour), each weighing as one count with an error of
/// 20 %.</remarks>
public sealed record DoseKinetics(ControlGrowth Growth, HillCurve Slowing, HillCurve Death, double SlowingHours, double DeathHours)
{
    private const double Error = 0.2, SpreadOfSlope = 0.5, SpreadOfDeath = 0.03;

    /// <summary>Sum of squares of ln counts about the fit, priors included.</summary>
    public double Squares { get; init; } = double.NaN;

    /// <summary>Fits both curves and delays to treated wells, each from its own first count; null where fewer than three doses have courses.</summary>
    /// <param name="growth">The untreated culture.</param>
    /// <param name="treated">Courses at doses above 0; times count from the start of the treatment.</param>
    public static DoseKinetics? Of(ControlGrowth growth, IEnumerable<CountCourse> treated)
    {
        ArgumentNullException.ThrowIfNull(growth);
        ArgumentNullException.ThrowIfNull(treated);
        var courses = LogCourse.Of(treated);
        var doses = courses.Select(c => c.Dose).Distinct().Order().ToArray();
        if (doses.Length < 3) return null;
        double first = Math.Log(doses[0]), last = Math.Log(doses[^1]), decade = Math.Log(10);
        double[] low = [0, first - decade, Math.Log(0.3), 0, first - decade, Math.Log(0.3), Math.Log(1), Math.Log(1)];
        double[] high = [1, last + decade, Math.Log(5), 0.15, last + decade, Math.Log(5), Math.Log(60), Math.Log(60)];
        var counts = courses.Sum(c => c.Hours.Length - 1);
        Minimum? best = null;
        foreach (var half in new[] { 0.3, 0.7 })
            foreach (var (slowing, death) in new[] { (0.8, 0.005), (0.3, 0.03) })
            {
                var start = first + half * (last - first);
                var found = BoundedLeastSquares.Minimise((p, into) =>
                {
                    var law = Law(growth, p);
                    var at = 0;
                    foreach (var course in courses) at = course.Residuals(law, into, at);
                    (into[at], into[at + 1], into[at + 2]) = (Error * p[2] / SpreadOfSlope, Error * p[5] / SpreadOfSlope, Error * p[3] / SpreadOfDeath);
                }, counts + 3, [slowing, start, 0, death, start, 0, Math.Log(6), Math.Log(24)], low, high);
                if (best is null || found.Squares < best.Value.Squares) best = found;
            }

        return Law(growth, best!.Value.At) with { Squares = best.Value.Squares };
    }

    /// <summary>log2 of counts at times.</summary>
    /// <param name="dose">Dose.</param>
    /// <param name="hours">Times, h, ascending; the first is where the prediction begins; shape [times].</param>
    /// <param name="log2Start">log2 of the count at the first time.</param>
    /// <returns>Shape [times − 1]: from the second time on.</returns>
    public double[] Predict(double dose, IReadOnlyList<double> hours, double log2Start)
    {
        ArgumentNullException.ThrowIfNull(hours);
        var into = new double[Math.Max(0, hours.Count - 1)];
        Course(dose, [.. hours], log2Start * Math.Log(2), into);
        return Array.ConvertAll(into, ln => ln / Math.Log(2));
    }

    /// <summary>ln of counts from the second time on.</summary>
    internal void Course(double dose, double[] hours, double log, Span<double> into)
    {
        double stopped = Slowing.At(dose), death = Death.At(dose);
        var step = 0;
        for (var i = 1; i < hours.Length; i++)
        {
            for (var from = hours[i - 1]; from < hours[i];)
            {
                while (step + 1 < Growth.Hours.Count && Growth.Hours[step + 1] <= from) step++;
                var to = step + 1 < Growth.Hours.Count ? Math.Min(hours[i], Growth.Hours[step + 1]) : hours[i];
                log += Growth.PerHour[step] * (to - from - stopped * Acting(from, to, SlowingHours)) - death * Acting(from, to, DeathHours);
                from = to;
            }

            into[i - 1] = log;
        }
    }

    /// <summary>∫ (1 − e^(−t/τ)) dt.</summary>
    private static double Acting(double from, double to, double delay) => to - from - delay * (Math.Exp(-from / delay) - Math.Exp(-to / delay));

    private static DoseKinetics Law(ControlGrowth growth, ReadOnlySpan<double> p) =>
        new(growth, new(0, p[0], Math.Exp(p[1]), Math.Exp(p[2])), new(0, p[3], Math.Exp(p[4]), Math.Exp(p[5])), Math.Exp(p[6]), Math.Exp(p[7]));
}
