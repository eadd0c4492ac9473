using System.Text.Json;
using Sintropia.Design.Writing;
using Sintropia.Reports.Effects;
using Sintropia.Reports.Reading;

namespace Sintropia.Design.Safety;

/// <summary>Writes what a study of safety came to: tables of doses and indices, the answer as JSON, a page.</summary>
public static class SafetyFiles
{
    /// <summary>Names of the files.</summary>
    public const string Doses = "doses.csv", Indices = "indices.csv", Answer = "safety.json", Page = "report.html";

    /// <summary>Writes them, each under a temporary name first.</summary>
    /// <param name="outcome">What to write.</param>
    /// <param name="folder">Where; made if it is not there.</param>
    public static void Write(SafetyOutcome outcome, string folder)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        Directory.CreateDirectory(folder);
        var task = outcome.Task;
        CsvFile.Write(Path.Combine(folder, Doses), ["variant", "endpoint", "kind", "share_left", "verdict", "dose", "dose_low", "dose_high", "unit", .. Enumerable.Range(1, task.Replicates).Select(r => $"replicate_{r}")],
            outcome.Windows.SelectMany(w => w.Doses.Select(d => (object?[])[w.Variant.Words, d.Endpoint.Readout.Name, d.Endpoint.IsBenefit ? "benefit" : "harm", d.Endpoint.Share, d.Verdict.ToString().ToLowerInvariant(), d.Dose.Estimate, d.Dose.Low, d.Dose.High, task.Dose.Suffix, .. d.ByReplicate.Cast<object?>()])));
        CsvFile.Write(Path.Combine(folder, Indices), ["variant", "index", "index_low", "index_high", "first_harm", "against_candidate", "against_low", "against_high"],
            outcome.Windows.Select(w => (object?[])[w.Variant.Words, w.Index.Estimate, w.Index.Low, w.Index.High, w.FirstHarm?.Endpoint.Readout.Name, w.AgainstCandidate.Estimate, w.AgainstCandidate.Low, w.AgainstCandidate.High]));
        CsvFile.Renamed(Path.Combine(folder, Answer), writer => writer.Write(JsonSerializer.Serialize(new { task.Name, Answer = outcome.Answer(), outcome.Trials, Unit = task.Dose.Suffix, task.Confidence }, RunJson.Spelling) + "\n"));
        Draw(outcome, Path.Combine(folder, Page));
    }

    private static void Draw(SafetyOutcome outcome, string path)
    {
        var task = outcome.Task;
        var page = new DesignPage(task.Name);
        foreach (var sentence in outcome.Answer()) page.Paragraph(sentence);
        page.Paragraph($"{task.Replicates} replicates, {outcome.Trials} lives. All doses and variants of a replicate share draws; intervals are {100 * task.Confidence:0.##} % t intervals of mean logarithms over replicates, so they hold the chance of cells and not that of the numbers the scenario assumes.");
        string[] names = [.. outcome.Windows.Select(w => w.Variant.Words)];
        page.Figure(new("Logarithm (base 10) of the dose at which each endpoint is reached", "", $"log10 dose, {task.Dose.Suffix}", [.. task.Endpoints.Select((endpoint, e) => new Trace(endpoint.Readout.Name,
            [.. outcome.Windows.Select((w, i) => (i + 0.08 * (e - (task.Endpoints.Count - 1) / 2.0), Math.Log10(w.Doses[e].Verdict == DoseVerdict.Found ? w.Doses[e].Dose.Estimate : double.NaN)))])
        { Intervals = [.. outcome.Windows.Select(w => (Math.Log10(w.Doses[e].Dose.Low), Math.Log10(w.Doses[e].Dose.High)))] })]) { Names = names, FromZero = false });
        page.Table($"Doses, {task.Dose.Suffix}", ["variant", "endpoint", "kind", "verdict", "dose"], outcome.Windows.SelectMany(w => w.Doses.Select(d => (string?[])[w.Variant.Words, d.Endpoint.Words, d.Endpoint.IsBenefit ? "benefit" : "harm", d.Verdict.ToString().ToLowerInvariant(), EffectPage.Number(d.Dose)])));
        page.Table("Therapeutic indices: the least harmful dose over the wanted one", ["variant", "index", "first harm", "against the candidate"], outcome.Windows.Select(w => (string?[])[w.Variant.Words, EffectPage.Number(w.Index), w.FirstHarm?.Endpoint.Readout.Name, EffectPage.Number(w.AgainstCandidate)]));
        page.Write(path);
    }
}
