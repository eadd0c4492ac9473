using System.Globalization;
using System.Text.Json;
using Sintropia.Design.Trials;
using Sintropia.Design.Writing;
using Sintropia.Evaluation.Statistics;
using Sintropia.Reports.Effects;
using Sintropia.Reports.Reading;

namespace Sintropia.Design.Schedules;

/// <summary>Writes what the search for a schedule came to: a table of all candidates, the answer as JSON, a page, and the scenario of the best.</summary>
public static class ScheduleFiles
{
    /// <summary>Names of the files.</summary>
    public const string Table = "schedules.csv", Answer = "schedule.json", Page = "report.html", Best = "best.yaml";

    private const int MostShown = 40;

    /// <summary>Writes them, each under a temporary name first.</summary>
    /// <param name="outcome">What to write.</param>
    /// <param name="folder">Where; made if it is not there.</param>
    public static void Write(ScheduleOutcome outcome, string folder)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        Directory.CreateDirectory(folder);
        var task = outcome.Task;
        var agents = task.Agents;
        CsvFile.Write(Path.Combine(folder, Table),
            [
                "standing", "order", .. agents.Skip(1).Select((_, i) => $"gap_{i + 1}_h"), .. agents.Select(a => $"{a.Name}_from_h"), .. agents.Where(a => a.Doses.Count > 0).Select(a => $"{a.Name}_dose"), .. agents.Where(a => a.Times.Count > 0).Select(a => $"{a.Name}_for"),
                "replicates", task.Goal.Name, "behind", "behind_low", "behind_high", .. task.Limits.SelectMany(l => new[] { $"{l.Readout.Name}_room", $"{l.Readout.Name}_room_low", $"{l.Readout.Name}_room_high" }),
            ],
            outcome.All.Select(a => (object?[])
            [
                Word(a.Entry.Standing), string.Join(" then ", a.Candidate.Order), .. a.Candidate.Gaps.Cast<object?>(), .. a.Candidate.Onsets.Cast<object?>(), .. a.Candidate.Doses.Where(d => d.Length > 0), .. a.Candidate.Times.Where(d => d.Length > 0),
                a.Entry.Replicates, Value(task, a.Entry.Cost), a.Entry.Behind.Estimate, a.Entry.Behind.Low, a.Entry.Behind.High, .. a.Entry.Margins.SelectMany(m => new object?[] { m.Estimate, m.Low, m.High }),
            ]));
        CsvFile.Renamed(Path.Combine(folder, Answer), writer => writer.Write(JsonSerializer.Serialize(new
        {
            task.Name, End = outcome.Race.End.ToString(), Answer = outcome.Answer(), task.Race.Confidence, Candidates = outcome.Candidates.Count + outcome.Coarse.Count, outcome.Trials,
            Best = outcome.Best is { } best ? new { best.Order, GapsHours = best.Gaps, OnsetsHours = agents.Select((a, i) => (a.Name, Hours: best.Onsets[i])).ToDictionary(o => o.Name, o => o.Hours), best.Doses, best.Times, Goal = Value(task, outcome.Race.Leader!.Cost) } : null,
            Left = outcome.Race.Left.Select(e => outcome.Candidates[e.Candidate].Words),
        }, RunJson.Spelling) + "\n"));
        if (outcome.Best is { } chosen)
        {
            var scenario = TrialScenario.Load(task.Scenario, ScheduleGrid.Places(task), [task.Goal, .. task.Limits.Select(l => l.Readout)]);
            CsvFile.Renamed(Path.Combine(folder, Best), writer => writer.Write(scenario.Text(new ScheduleGrid(task, scenario).Values(chosen))));
        }

        Draw(outcome, Path.Combine(folder, Page));
    }

    private static void Draw(ScheduleOutcome outcome, string path)
    {
        var task = outcome.Task;
        var page = new DesignPage(task.Name);
        var answer = outcome.Answer();
        if (outcome.Race.End is RaceEnd.NoneKeepsLimits or RaceEnd.LimitsUndecided or RaceEnd.CannotTell) page.Notice(answer[0]);
        else page.Paragraph(answer[0]);
        foreach (var sentence in answer.Skip(1)) page.Paragraph(sentence);
        var confidence = (100 * task.Race.Confidence).ToString("0.##", CultureInfo.InvariantCulture);
        page.Paragraph($"{outcome.Candidates.Count + outcome.Coarse.Count} schedules, {outcome.Trials} lives in this process. All candidates of a replicate share draws, so differences are paired. Goal: {(task.IsMost ? "most" : "least")} of {task.Goal.Words}. {(task.Limits.Count == 0 ? "No limits." : $"Limits: {string.Join("; ", task.Limits.Select(l => l.Words))}.")}");
        if (task.Agents.Count == 2)
            page.Figure(new("The goal by the gap, least over doses; every order is one colour", "gap, h", task.Goal.Words, [.. outcome.All.GroupBy(a => string.Join(", then ", a.Candidate.Order)).Select(g => new Trace(g.Key,
                [.. g.GroupBy(a => a.Candidate.Gaps[0]).OrderBy(p => p.Key).Select(p => (p.Key, Value(task, p.Min(a => a.Entry.Cost))))]) { IsLine = true })]));
        page.Table($"Schedules, those that may be the best first{(outcome.Candidates.Count + outcome.Coarse.Count > MostShown ? $"; the first {MostShown}" : "")}. Intervals hold for all candidates and looks together, {confidence} %; 'behind' is counted so that more is worse.",
            ["standing", "schedule", "replicates", task.Goal.Words, "behind the best of its race", .. task.Limits.Select(l => $"room: {l.Words}")],
            outcome.All.Take(MostShown).Select(a => (string?[])[Word(a.Entry.Standing), a.Candidate.Words, a.Entry.Replicates.ToString(CultureInfo.InvariantCulture), EffectPage.Number(Value(task, a.Entry.Cost)), EffectPage.Number(a.Entry.Behind), .. task.Limits.Select((l, i) => EffectPage.Number(Scaled(l, a.Entry.Margins[i])))]));
        page.Write(path);
    }

    private static Interval Scaled(ToxicityLimit limit, Interval margin) => limit.OfUntreated ? new(100 * margin.Estimate, 100 * margin.Low, 100 * margin.High) : margin;

    private static double Value(ScheduleTask task, double cost) => task.IsMost ? -cost : cost;

    private static string Word(Standing standing) => standing switch { Standing.BreaksLimit => "breaks a limit", Standing.Level => "level with the best", _ => standing.ToString().ToLowerInvariant() };
}
