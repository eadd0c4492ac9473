using Sintropia.Evaluation.Combinations;
using Sintropia.Evaluation.DoseResponse;
using Sintropia.Evaluation.Statistics;
using Sintropia.Reports.Pages;
using Sintropia.Reports.Payload;

namespace Sintropia.Reports.Effects;

/// <summary>Writes scores of combinations as tables and one page.</summary>
public static class CombinationReport
{
    private static readonly ReferenceModel[] Models = Enum.GetValues<ReferenceModel>();

    /// <summary>Names of the files in the folder.</summary>
    public const string Scores = "scores.csv", Pairs = "pairs.csv", Page = "combinations.html";

    /// <summary>Writes scores.csv, pairs.csv and combinations.html, each under a temporary name first.</summary>
    /// <param name="study">What to write.</param>
    /// <param name="folder">Where; made if it is not there.</param>
    /// <param name="plainTables">Write plain tables even where the interactive page was built.</param>
    public static void Write(CombinationStudy study, string folder, bool plainTables = false)
    {
        ArgumentNullException.ThrowIfNull(study);
        Directory.CreateDirectory(folder);
        CsvFile.Write(Path.Combine(folder, Scores),
            ["block", "drug_a", "drug_b", "failure", "reason", "baseline", "noise", "wells", "left_out", "median_index", .. Models.SelectMany(m => new[] { "", "_low", "_high", "_largest", "_smallest", "_pairs", "_failure" }.Select(s => Name(m) + s))],
            study.Matrices.Select(m => (object?[])
            [
                m.Matrix.Block, m.Matrix.DrugA, m.Matrix.DrugB, Word(m.Scores.Failure), m.Scores.Reason, m.Scores.Baseline, m.Scores.Noise, m.Matrix.Wells.Count, m.Scores.LeftOut, m.Scores.MedianIndex,
                .. Models.SelectMany(model => m.Scores.Scores.Count == 0 ? new object?[7] : Fields(m.Scores[model])),
            ]));
        CsvFile.Write(Path.Combine(folder, Pairs),
            ["block", "drug_a", "drug_b", "dose_a", "dose_b", "wells", "effect", "alone_a", "alone_b", .. Models.Select(Name), "zip_fitted", .. Models.Select(m => $"{Name(m)}_excess"), "index"],
            study.Matrices.SelectMany(m => m.Scores.Cells.Select(c => (object?[])
            [
                m.Matrix.Block, m.Matrix.DrugA, m.Matrix.DrugB, c.DoseA, c.DoseB, c.Replicates, c.Effect, c.AloneA, c.AloneB, .. Models.Select(c.Expected).Cast<object?>(), c.ZipFitted, .. Models.Select(c.Excess).Cast<object?>(), c.Index,
            ])));
        EffectPage.Write(Path.Combine(folder, Page), study.Title, Payload(study), Tables(study), plainTables);
    }

    private static object?[] Fields(SynergyScore s) => [s.Mean.Estimate, s.Mean.Low, s.Mean.High, s.Largest, s.Smallest, s.Cells, Word(s.Failure)];

    private static string Name(ReferenceModel model) => model.ToString().ToLowerInvariant();

    private static string Word(CombinationFailure failure) => failure == CombinationFailure.None ? "" : string.Concat(failure.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static object Payload(CombinationStudy study) => new
    {
        Kind = "combinations", study.Title, study.Source, study.Unit, study.Confidence, study.Method, study.Notices, Sintropia = EffectPage.Version,
        Blocks = study.Matrices.Select(m =>
        {
            var s = m.Scores;
            double[] a = [.. s.Cells.Select(c => c.DoseA).Distinct().Order()], b = [.. s.Cells.Select(c => c.DoseB).Distinct().Order()];
            double?[][] Grid(Func<CombinationCell, double> of) => [.. a.Select(x => b.Select(y => s.Cells.FirstOrDefault(c => c.DoseA == x && c.DoseB == y) is { } cell ? Short(of(cell)) : null).ToArray())];
            return new
            {
                m.Matrix.Name, m.Matrix.DrugA, m.Matrix.DrugB, Failure = Word(s.Failure), s.Reason, s.Baseline, s.Noise, Index = Short(s.MedianIndex), DosesA = a, DosesB = b, Effect = Grid(c => c.Effect),
                Excess = Models.Select(model => Grid(c => c.Excess(model))),
                Scores = Models.Select(model => s.Scores.Count == 0 ? null : new { Model = Name(model), Mean = new Estimate(Short(s[model].Mean.Estimate), Short(s[model].Mean.Low), Short(s[model].Mean.High)), Largest = Short(s[model].Largest) }),
                Alone = new[] { Curve(s.CurveA, s.AloneA), Curve(s.CurveB, s.AloneB) },
            };
        }),
    };

    private static object Curve(DoseResponseFit? fit, IReadOnlyList<DosePoint> points) => new
    {
        Points = points.Select(p => new[] { p.Dose, 1 - p.Response }),
        Hill = fit is null ? null : new[] { 1 - fit.Curve.Zero, 1 - fit.Curve.Infinite, fit.Curve.HalfDose, fit.Curve.Slope },
    };

    private static double? Short(double value) => double.IsFinite(value) ? Math.Round(value, 5) : null;

    private static string Tables(CombinationStudy study)
    {
        var html = EffectPage.Heading(study.Title, study.Source, study.Notices);
        string Percent(Interval i) => EffectPage.Number(new Interval(100 * i.Estimate, 100 * i.Low, 100 * i.High));
        PlainPage.Table(html, $"Mean excess over each model, percentage points; {100 * study.Confidence:0.#} % intervals in brackets. {study.Method}", ["block", "drug A", "drug B", "failure", "HSA", "Bliss", "Loewe", "ZIP", "median CI"],
            study.Matrices.Select(m => (string?[])
            [
                m.Matrix.Block, m.Matrix.DrugA, m.Matrix.DrugB, m.Scores.Reason, .. Models.Select(model => m.Scores.Scores.Count == 0 ? "–" : Percent(m.Scores[model].Mean)), EffectPage.Number(m.Scores.MedianIndex),
            ]));
        if (study.Matrices is [{ Scores.Cells: { Count: > 0 } cells }])
            PlainPage.Table(html, "Pairs of doses: effects and excesses, %", ["dose A", "dose B", "effect", "HSA", "Bliss", "Loewe", "ZIP", "CI"],
                cells.Select(c => (string?[])[EffectPage.Number(c.DoseA), EffectPage.Number(c.DoseB), EffectPage.Number(100 * c.Effect), .. Models.Select(m => EffectPage.Number(100 * c.Excess(m))), EffectPage.Number(c.Index)]));
        return html.ToString();
    }
}
