using System.Globalization;
using Sintropia.Calibration.Writing;

namespace Sintropia.Calibration.Durations;

/// <summary>A calibration of durations as a page.</summary>
public static class DurationPage
{
    private const int Steps = 120;

    /// <summary>The page.</summary>
    /// <param name="calibration">The calibration.</param>
    /// <param name="title">What it is of.</param>
    /// <param name="source">The table.</param>
    /// <param name="checks">Comparisons with a half that was held out; empty where there are none.</param>
    public static CalibrationPage Of(DurationCalibration calibration, string title, string source, IReadOnlyList<HeldOutCheck> checks)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        var page = new CalibrationPage(title).Paragraph(source);
        foreach (var notice in calibration.Notices) page.Paragraph(notice);
        foreach (var phase in calibration.Phases)
        {
            page.Heading($"{phase.Phase}: {phase.Recorded.Name}").Paragraph(string.Create(CultureInfo.InvariantCulture,
                $"{phase.Curve.Events} of {phase.Curve.Count} durations ended. Mean {phase.Mean.Estimate:G4} h ({phase.Mean.Low:G4} to {phase.Mean.High:G4}), coefficient of variation {phase.Variation.Estimate:G3} ({phase.Variation.Low:G3} to {phase.Variation.High:G3}); entered with a mean of {phase.Entered.Mean:G4} h, so that a film of the culture shows the recorded durations. {phase.Deaths.Events} deaths in {phase.Deaths.ExposureHours:F0} h."));
            page.Add(Curve(phase)).Add(Quantiles(phase));
            page.Table(["law", "mean, h", "variation", "ln L", "AIC", "over the best"], phase.Fits.Select(f => (object?[])[f.Name, f.Law.Mean, f.Variation, f.LogLikelihood, f.Akaike, f.Akaike - phase.Fits[0].Akaike]));
        }

        page.Heading("Relatives").Table(["half of the cycle", "mothers and daughters", "pairs", "entered", "sisters", "pairs", "entered"],
            calibration.Kin.Select(k => (object?[])[k.Half, k.Mothers.NormalScore, k.Mothers.Pairs, k.Entered?.MotherDaughter, k.Sisters.NormalScore, k.Sisters.Pairs, k.Entered?.Sisters]));
        if (checks.Count > 0)
            page.Heading("Against lineages held out").Paragraph("Calibrated on a random half of the lineages, simulated and filmed as they were, and held against the other half. The band of a distance is what the two halves differ by when both are resampled, 95 %.")
                .Table(["phase", "distance", "band", "durations agree", "curve inside", "training half inside", "sisters", "training", "held out", "sisters agree"],
                    checks.Select(c => (object?[])[c.Phase, c.Distance, c.Band, c.DurationsAgree ? "yes" : "no", c.Inside, c.TrainingInside, c.Sisters, c.TrainingSisters, string.Create(CultureInfo.InvariantCulture, $"{c.HeldOut.Estimate:F2} ({c.HeldOut.Low:F2} to {c.HeldOut.High:F2})"), c.SistersAgree switch { true => "yes", false => "no", _ => "too few pairs" }]));
        return page;
    }

    private static Figure Curve(CalibratedPhase phase)
    {
        var last = phase.Curve.LastHours;
        var times = Enumerable.Range(0, Steps + 1).Select(i => last * i / Steps).ToArray();
        var other = phase.Fits.FirstOrDefault(f => f.Family != phase.Recorded.Family);
        return new($"How many are still in {phase.Phase}", "hours since it began", "share",
        [
            new("recorded (Kaplan–Meier)", TraceStyle.Steps, [(0, 1), .. phase.Curve.Steps.Select(s => (s.Hours, s.Survival))]),
            new(phase.Recorded.Name, TraceStyle.Law, [.. times.Select(t => (t, phase.Recorded.Law.Survival(t)))]),
            .. other is null ? Array.Empty<Trace>() : [new Trace(other.Name, TraceStyle.Other, [.. times.Select(t => (t, other.Law.Survival(t)))])],
        ]);
    }

    private static Figure Quantiles(CalibratedPhase phase)
    {
        var points = phase.Curve.Steps.Where(s => s.Events > 0 && s.Survival is > 0 and < 1).Select(s => (phase.Recorded.Law.Quantile(1 - s.Survival), s.Hours)).ToArray();
        var far = points.Length == 0 ? 1 : Math.Max(points.Max(p => p.Item1), points.Max(p => p.Hours));
        return new($"Quantiles of {phase.Phase}", $"{phase.Recorded.Name}, h", "recorded, h", [new("quantiles", TraceStyle.Measured, points), new("equal", TraceStyle.Law, [(0, 0), (far, far)])]);
    }
}
