using Sintropia.Evaluation.DoseResponse;
using Sintropia.Evaluation.Statistics;
using Sintropia.Reports.Pages;
using Sintropia.Reports.Payload;

namespace Sintropia.Reports.Effects;

/// <summary>Writes dose–response curves as tables and one page.</summary>
public static class DoseResponseReport
{
    private const int Steps = 60;

    /// <summary>Names of the files in the folder.</summary>
    public const string Curves = "curves.csv", Points = "points.csv", Page = "dose-response.html";

    /// <summary>Writes curves.csv, points.csv and dose-response.html, each under a temporary name first.</summary>
    /// <param name="study">What to write.</param>
    /// <param name="folder">Where; made if it is not there.</param>
    /// <param name="plainTables">Write plain tables even where the interactive page was built.</param>
    public static void Write(DoseResponseStudy study, string folder, bool plainTables = false)
    {
        ArgumentNullException.ThrowIfNull(study);
        Directory.CreateDirectory(folder);
        string[] names = ["e0", "einf", "ec50", "slope", study.LevelName.ToLowerInvariant(), "emax", "mean_response"];
        CsvFile.Write(Path.Combine(folder, Curves),
            [.. study.Labels, "outcome", "failure", "points", "left_out", "lowest_dose", "highest_dose", "p", "r2", .. names.SelectMany(n => new[] { n, $"{n}_low", $"{n}_high" }), "control"],
            study.Series.Select(s => (object?[])
            [
                .. s.Labels, s.Fit.Outcome.ToString().ToLowerInvariant(), s.Fit.Reason, s.Fit.Points, s.Fit.LeftOut, s.Fit.Doses.Low, s.Fit.Doses.High, s.Fit.P, s.Fit.RSquared,
                .. Intervals(s.Fit).SelectMany(i => new object?[] { i.Estimate, i.Low, i.High }), s.Control,
            ]));
        CsvFile.Write(Path.Combine(folder, Points), [.. study.Labels, "dose", "response", "fitted"],
            study.Series.SelectMany(s => s.Points.OrderBy(p => p.Dose).Select(p => (object?[])[.. s.Labels, p.Dose, p.Response, s.Fit.Outcome == FitOutcome.Failed ? null : s.Fit.Curve.At(p.Dose)])));
        EffectPage.Write(Path.Combine(folder, Page), study.Title, Payload(study), Tables(study), plainTables);
    }

    private static IEnumerable<Interval> Intervals(DoseResponseFit fit) => [fit.Zero, fit.Infinite, fit.HalfDose, fit.Slope, fit.DoseAtLevel, fit.AtHighestDose, fit.MeanResponse];

    private static object Payload(DoseResponseStudy study) => new
    {
        Kind = "dose-response", study.Title, study.Source, study.Labels, study.ResponseName, study.LevelName, study.Level, study.Unit, study.Confidence, study.Intervals, study.Notices, Sintropia = EffectPage.Version,
        Series = study.Series.Select(s => new
        {
            s.Name, s.Labels, Outcome = s.Fit.Outcome.ToString().ToLowerInvariant(), s.Fit.Reason, s.Fit.P, s.Fit.RSquared, s.Fit.LeftOut,
            Points = s.Points.Where(p => p.Dose > 0 && double.IsFinite(p.Response)).Select(p => new[] { p.Dose, p.Response }),
            Curve = Drawn(s.Fit), Half = Of(s.Fit.HalfDose), AtLevel = Of(s.Fit.DoseAtLevel), Infinite = Of(s.Fit.Infinite), Slope = Of(s.Fit.Slope), Max = Of(s.Fit.AtHighestDose), Mean = Of(s.Fit.MeanResponse),
            Unreached = double.IsPositiveInfinity(s.Fit.DoseAtLevel.Estimate), Beyond = s.Fit.DoseAtLevel.Estimate == 0,
        }),
    };

    private static object? Drawn(DoseResponseFit fit)
    {
        if (fit.Outcome == FitOutcome.Failed) return null;
        var doses = Enumerable.Range(0, Steps + 1).Select(i => fit.Doses.Low * Math.Pow(fit.Doses.High / fit.Doses.Low, (double)i / Steps)).ToArray();
        var band = fit.Band(doses);
        return new { Doses = doses, Values = band.Select(b => b.Estimate), Low = band.Select(b => b.Low), High = band.Select(b => b.High) };
    }

    private static Estimate Of(Interval interval) => new(Finite(interval.Estimate), Finite(interval.Low), Finite(interval.High));

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static string Tables(DoseResponseStudy study)
    {
        var html = EffectPage.Heading(study.Title, study.Source, study.Notices);
        PlainPage.Table(html, $"Curves of the {study.ResponseName}; {100 * study.Confidence:0.#} % intervals in brackets. {study.Intervals}",
            [.. study.Labels, "outcome", "points", $"EC50{In(study.Unit)}", $"{study.LevelName}{In(study.Unit)}", "Einf", "slope", "Emax", "mean response", "R²", "p"],
            study.Series.Select(s => (string?[])
            [
                .. s.Labels, s.Fit.Outcome == FitOutcome.Failed ? $"failed: {s.Fit.Reason}" : s.Fit.Outcome.ToString().ToLowerInvariant(), EffectPage.Number(s.Fit.Points), EffectPage.Number(s.Fit.HalfDose), EffectPage.Number(s.Fit.DoseAtLevel),
                EffectPage.Number(s.Fit.Infinite), EffectPage.Number(s.Fit.Slope), EffectPage.Number(s.Fit.AtHighestDose.Estimate), EffectPage.Number(s.Fit.MeanResponse), EffectPage.Number(s.Fit.RSquared), EffectPage.Number(s.Fit.P),
            ]));
        return html.ToString();
    }

    private static string In(string unit) => unit.Length > 0 ? $", {unit}" : "";
}
