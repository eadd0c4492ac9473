using System.Globalization;
using System.Text.Json;
using Sintropia.Design.Writing;
using Sintropia.Evaluation.Statistics;
using Sintropia.Reports.Effects;
using Sintropia.Reports.Reading;

namespace Sintropia.Design.Safety.Programmes;

/// <summary>Writes what candidates do to programmes.</summary>
public static class ShiftFiles
{
    /// <summary>Names of the files.</summary>
    public const string Shifts = "shifts.csv", Answer = "safety.json", Page = "report.html";

    private const int MostShown = 60, MostTold = 6;

    private const double Significant = 0.05;

    /// <summary>Writes them, each under a temporary name first.</summary>
    /// <returns>The answer in sentences.</returns>
    public static IReadOnlyList<string> Write(ShiftTask task, IReadOnlyList<ProgrammeShift> shifts, IReadOnlyList<string> leftOut, string folder)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(shifts);
        ArgumentNullException.ThrowIfNull(leftOut);
        Directory.CreateDirectory(folder);
        var ordered = shifts.OrderBy(s => s.Q).ThenByDescending(s => Math.Abs(s.Shift.Estimate)).ToArray();
        CsvFile.Write(Path.Combine(folder, Shifts), ["candidate", "context", "programme", "genes", "shift", "shift_low", "shift_high", "p", "q"], ordered.Select(s => (object?[])[s.Candidate, s.Context, s.Programme, s.Genes, s.Shift.Estimate, s.Shift.Low, s.Shift.High, s.P, s.Q]));
        var told = ordered.Where(s => s.Q < Significant).ToArray();
        string[] answer =
        [
            told.Length == 0 ? $"No programme shifts more than random sets of as many genes do: the least q of {shifts.Count} is {EffectPage.Number(ordered[0].Q)}." : $"{told.Length} of {shifts.Count} shifts exceed those of random sets of as many genes (q < {Significant.ToString(CultureInfo.InvariantCulture)}).",
            .. told.Take(MostTold).Select(s => $"{s.Candidate}{(s.Context.Length > 0 ? $" in {s.Context}" : "")}: {s.Programme} {(s.Shift.Estimate > 0 ? "up" : "down")} by {Text(s.Shift)}, q {EffectPage.Number(s.Q)}."),
            .. leftOut.Count > 0 ? [$"{leftOut.Count} programmes were left out: the panel has fewer than three of their genes."] : (string[])[],
        ];
        CsvFile.Renamed(Path.Combine(folder, Answer), writer => writer.Write(JsonSerializer.Serialize(new { task.Name, Answer = answer, Asked = shifts.Count, LeftOut = leftOut, task.Seed }, RunJson.Spelling) + "\n"));
        var page = new DesignPage(task.Name);
        if (told.Length == 0) page.Notice(answer[0]);
        else page.Paragraph(answer[0]);
        foreach (var sentence in answer.Skip(1)) page.Paragraph(sentence);
        page.Paragraph($"{(task.Model is null ? "Measured cells." : "Predicted cells: intervals hold which cells were asked about, not how wrong the model is.")} A shift is the mean change of a programme's genes, log-normalised; p is how often as many random genes, as strongly expressed, shift as much; q is that of Benjamini and Hochberg over all {shifts.Count}. No law says here what a shift does to life: viability is not calibrated.");
        page.Table($"Shifts{(ordered.Length > MostShown ? $", the first {MostShown}" : "")}", ["candidate", "context", "programme", "genes", "shift", "p", "q"],
            ordered.Take(MostShown).Select(s => (string?[])[s.Candidate, s.Context, s.Programme, s.Genes.ToString(CultureInfo.InvariantCulture), Text(s.Shift), EffectPage.Number(s.P), EffectPage.Number(s.Q)]));
        page.Write(Path.Combine(folder, Page));
        return answer;
    }

    private static string Text(Interval i) => string.Create(CultureInfo.InvariantCulture, $"{i.Estimate:0.000} ({i.Low:0.000} to {i.High:0.000})");
}
