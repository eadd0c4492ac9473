using System.Globalization;
using Sintropia.Calibration.Writing;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Calibration.Doses;

/// <summary>Writes calibrated doses into a folder.</summary>
public static class DoseFiles
{
    /// <summary>Names of the files.</summary>
    public const string Curves = "dose-curves.csv", Rates = "dose-rates.csv", Page = "doses.html";

    private const int MostFigures = 60;

    /// <summary>Writes tables, page and a preset for each drug, each under a temporary name first.</summary>
    /// <param name="folder">Where; made if it is not there.</param>
    /// <param name="doses">What was found.</param>
    /// <param name="labels">Names of what sets curves apart.</param>
    /// <param name="unit">Unit of doses in the table.</param>
    /// <param name="source">The table.</param>
    /// <returns>Names of the presets.</returns>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<CalibratedDoses> doses, IReadOnlyList<string> labels, string unit, string source)
    {
        ArgumentNullException.ThrowIfNull(doses);
        Directory.CreateDirectory(folder);
        WholeFile.Write(Path.Combine(folder, Curves), [.. labels, .. DoseCalibration.Numbers.SelectMany(n => new[] { n, n + "_low", n + "_high" }), "residual_log2", "held_out_law", "held_out_interpolation", "held_out_no_effect", "held_out_counts"],
            doses.Select(d => (object?[])[.. d.Labels, .. DoseCalibration.Numbers.SelectMany(n => Three(d.Numbers[n])), d.Residual, d.HeldOut?.Law, d.HeldOut?.Interpolation, d.HeldOut?.NoEffect, d.HeldOut?.Counts]));
        WholeFile.Write(Path.Combine(folder, Rates), [.. labels, "dose", "wells", "net_per_h", "net_low", "net_high", "division_per_h", "division_low", "division_high", "death_per_h", "death_low", "death_high"],
            doses.SelectMany(d => d.Rates.Select(r => (object?[])[.. d.Labels, r.Dose, r.Wells, .. Three(r.Net), .. Three(r.Division), .. Three(r.Death)])));
        OnPage(doses, labels, unit, source).Write(Path.Combine(folder, Page));
        var names = doses.Select(d => $"{new string([.. d.Name.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')]).Trim('-')}.yaml").ToArray();
        if (unit.Length > 0) for (var i = 0; i < names.Length; i++) WholeFile.Write(Path.Combine(folder, names[i]), CompoundText.Of(doses[i], unit, source));
        return unit.Length > 0 ? names : [];
    }

    private static CalibrationPage OnPage(IReadOnlyList<CalibratedDoses> doses, IReadOnlyList<string> labels, string unit, string source)
    {
        var page = new CalibrationPage("Division and death by dose").Paragraph(source)
            .Paragraph("d ln N/dt = g(t)·(1 − S(c)·(1 − e^(−t/τ_S))) − d(c)·(1 − e^(−t/τ_d)): g is the growth of the control as it was, S and d are Hill curves of the dose. Held out: every second dose from the highest down was fitted, the others were predicted; root mean square of log2 counts.");
        page.Table([.. labels, "slowed at most", "EC50", "hill", "death at most, 1/h", "EC50", "hill", "residual", "held out: law", "interpolation", "no effect"],
            doses.Select(d => (object?[])[.. d.Labels, .. new[] { "slowing", "slowing_ec50", "slowing_hill", "death_per_h", "death_ec50", "death_hill" }.Select(n => Words(d.Numbers[n])), d.Residual, d.HeldOut?.Law, d.HeldOut?.Interpolation, d.HeldOut?.NoEffect]));
        foreach (var d in doses.Take(MostFigures)) page.Heading(d.Name).Add(ByDose(d, unit)).Add(ByTime(d));
        return doses.Count > MostFigures ? page.Paragraph($"Figures of the first {MostFigures} of {doses.Count} curves.") : page;
    }

    private static Figure ByDose(CalibratedDoses d, string unit)
    {
        var treated = d.Rates.Where(r => r.Dose > 0).ToArray();
        double low = treated.Min(r => r.Dose), high = treated.Max(r => r.Dose), growth = d.Law.Growth.PerHour.Average();
        var at = Enumerable.Range(0, 81).Select(i => low * Math.Pow(high / low, i / 80.0)).ToArray();
        return new($"Rates of {d.Name}", unit.Length > 0 ? $"dose, {unit}" : "dose", "1/h",
        [
            new("division, 95 %", TraceStyle.Band, [.. treated.Select(r => (r.Dose, r.Division.Low))]) { Upper = [.. treated.Select(r => r.Division.High)] },
            new("net growth of wells", TraceStyle.Measured, [.. treated.Select(r => (r.Dose, r.Net.Estimate))]),
            new("division", TraceStyle.Law, [.. at.Select(c => (c, growth * (1 - d.Law.Slowing.At(c))))]),
            new("death", TraceStyle.Other, [.. at.Select(c => (c, d.Law.Death.At(c)))]),
        ]) { Logarithmic = true };
    }

    private static Figure ByTime(CalibratedDoses d)
    {
        var doses = d.Courses.Where(c => !c.IsControl).GroupBy(c => c.Dose).OrderBy(g => g.Key).ToArray();
        var shown = doses.Length <= 5 ? doses : [.. new[] { 0, 1, 2, 3, 4 }.Select(i => doses[i * (doses.Length - 1) / 4])];
        List<Trace> traces = [];
        foreach (var wells in shown)
        {
            var well = wells.First();
            var start = well.LogAt(well.Hours[0]);
            if (!double.IsFinite(start)) continue;
            traces.Add(new("log2 fold of counts", TraceStyle.Measured, [.. well.Hours.Zip(well.Counts, (t, n) => (t, Math.Log2(n) - start))]));
            traces.Add(new("law", TraceStyle.Law, [(well.Hours[0], 0), .. well.Hours.Skip(1).Zip(d.Law.Predict(well.Dose, well.Hours, 0))]));
        }

        return new($"Courses of {string.Join(", ", shown.Select(w => w.Key.ToString("G3", CultureInfo.InvariantCulture)))}", "hours", "doublings", traces) { FromZero = false };
    }

    private static object?[] Three(Interval interval) => [interval.Estimate, interval.Low, interval.High];

    private static string Words(Interval i) => double.IsFinite(i.Low) ? string.Create(CultureInfo.InvariantCulture, $"{i.Estimate:G3} ({i.Low:G3} to {i.High:G3})") : i.Estimate.ToString("G3", CultureInfo.InvariantCulture);
}
