using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.Growth;
using Sintropia.Evaluation.Kinetics;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Calibration.Doses;

/// <summary>Rates of division and death under each dose from courses of counts: the law of <see cref="DoseKinetics"/>, with intervals over resampled wells, and doses held out.</summary>
public static class DoseCalibration
{
    /// <summary>Names of the numbers of a law, in the order of tables.</summary>
    public static IReadOnlyList<string> Numbers { get; } = ["slowing", "slowing_ec50", "slowing_hill", "death_per_h", "death_ec50", "death_hill", "slowing_delay_h", "death_delay_h"];

    /// <summary>Calibrates each drug and kind of cells.</summary>
    /// <param name="courses">Treated and untreated wells.</param>
    /// <param name="isControlOf">Which untreated wells belong to a treated one.</param>
    /// <param name="options">How.</param>
    /// <returns>In the order of their names; those with fewer than three doses above 0 are left out.</returns>
    public static IReadOnlyList<CalibratedDoses> Of(IReadOnlyList<CountCourse> courses, Func<CountCourse, CountCourse, bool> isControlOf, DoseOptions options)
    {
        ArgumentNullException.ThrowIfNull(courses);
        ArgumentNullException.ThrowIfNull(isControlOf);
        ArgumentNullException.ThrowIfNull(options);
        var groups = courses.Where(c => !c.IsControl && c.Dose > 0).GroupBy(c => string.Join('\0', c.Labels)).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        var found = new CalibratedDoses?[groups.Length];
        Parallel.For(0, groups.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, i =>
        {
            var treated = groups[i].ToArray();
            found[i] = One(treated, [.. courses.Where(c => c.IsControl && isControlOf(c, treated[0]))], options);
        });
        return [.. found.OfType<CalibratedDoses>()];
    }

    private static CalibratedDoses? One(CountCourse[] treated, CountCourse[] controls, DoseOptions options)
    {
        if (ControlGrowth.Of(controls) is not { } growth || DoseKinetics.Of(growth, treated) is not { } law) return null;
        var again = Enumerable.Range(0, options.Resamples).Select(r => Again(treated, controls, SplitMix.At(options.Seed, (ulong)r))).OfType<DoseKinetics>().ToArray();
        var values = Values(law);
        var others = again.Select(Values).ToArray();
        return new(
            treated[0].Labels, law, Enumerable.Range(0, Numbers.Count).ToDictionary(k => Numbers[k], k => Around(values[k], others.Select(o => o[k]))), Rates(law, again, treated, controls),
            options.HoldOut ? HeldOut(growth, treated, controls) : null, [.. controls, .. treated], Math.Sqrt(law.Squares / Math.Max(1, treated.Sum(c => c.Hours.Count - 1))) / Math.Log(2));
    }

    /// <summary>Wells drawn anew within each dose and among the controls: what other wells would have given.</summary>
    private static DoseKinetics? Again(CountCourse[] treated, CountCourse[] controls, ulong stream)
    {
        ulong draw = 0;
        CountCourse[] Drawn(CountCourse[] wells) => [.. wells.Select(_ => wells[SplitMix.Below(wells.Length, stream, draw++)])];
        return ControlGrowth.Of(Drawn(controls)) is { } growth ? DoseKinetics.Of(growth, treated.GroupBy(c => c.Dose).OrderBy(g => g.Key).SelectMany(g => Drawn([.. g]))) : null;
    }

    private static double[] Values(DoseKinetics law) => [law.Slowing.Infinite, law.Slowing.HalfDose, law.Slowing.Slope, law.Death.Infinite, law.Death.HalfDose, law.Death.Slope, law.SlowingHours, law.DeathHours];

    private static DoseRates[] Rates(DoseKinetics law, DoseKinetics[] again, CountCourse[] treated, CountCourse[] controls) =>
    [
        .. treated.GroupBy(c => c.Dose).OrderBy(g => g.Key).Select(g => (g.Key, Wells: g.ToArray())).Prepend((0, controls)).Select(at => new DoseRates(
            at.Item1, at.Item2.Length, Slopes(at.Item2, at.Item1 > 0), Around(Division(law, at.Item1), again.Select(a => Division(a, at.Item1))), Around(law.Death.At(at.Item1), again.Select(a => a.Death.At(at.Item1))))),
    ];

    /// <summary>Growth of the control over its whole time, less what the dose slows.</summary>
    private static double Division(DoseKinetics law, double dose) => law.Growth.PerHour.Average() * (1 - law.Slowing.At(dose));

    private static Interval Slopes(CountCourse[] wells, bool treated)
    {
        var slopes = wells.Select(w => (treated ? DipRate.Of(w.Hours, w.Counts) : DipRate.OfAll(w.Hours, w.Counts)).DoublingsPerHour * Math.Log(2)).Where(double.IsFinite).ToArray();
        if (slopes.Length == 0) return new(double.NaN, double.NaN, double.NaN);
        var mean = slopes.Average();
        var error = slopes.Length > 1 ? 1.96 * Math.Sqrt(slopes.Sum(s => (s - mean) * (s - mean)) / (slopes.Length - 1.0) / slopes.Length) : double.NaN;
        return new(mean, mean - error, mean + error);
    }

    private static HeldOutDoses? HeldOut(ControlGrowth growth, CountCourse[] treated, CountCourse[] controls)
    {
        var doses = treated.Select(c => c.Dose).Distinct().OrderDescending().ToList();
        var known = treated.Where(c => doses.IndexOf(c.Dose) % 2 == 0).ToArray();
        if (DoseKinetics.Of(growth, known) is not { } law) return null;
        var interpolation = new DoseInterpolation(controls, known);
        var untreated = law with { Slowing = new(0, 0, 1, 1), Death = new(0, 0, 1, 1) };
        var squares = new double[3];
        var counts = 0;
        foreach (var well in treated.Except(known))
        {
            var start = well.LogAt(well.Hours[0]);
            if (!double.IsFinite(start)) continue;
            double[][] predictions = [law.Predict(well.Dose, well.Hours, start), interpolation.Predict(well.Dose, well.Hours, start), untreated.Predict(0, well.Hours, start)];
            for (var t = 1; t < well.Hours.Count; t++)
            {
                var measured = Math.Log2(well.Counts[t]);
                if (!double.IsFinite(measured) || !predictions.All(p => double.IsFinite(p[t - 1]))) continue;
                for (var k = 0; k < squares.Length; k++) squares[k] += Math.Pow(predictions[k][t - 1] - measured, 2);
                counts++;
            }
        }

        return counts == 0 ? null : new(Math.Sqrt(squares[0] / counts), Math.Sqrt(squares[1] / counts), Math.Sqrt(squares[2] / counts), counts);
    }

    private static Interval Around(double estimate, IEnumerable<double> others)
    {
        var some = others.Where(double.IsFinite).ToArray();
        return some.Length < 10 ? new(estimate, double.NaN, double.NaN) : new(estimate, OrderStatistics.Quantile(some, 0.025), OrderStatistics.Quantile(some, 0.975));
    }
}
