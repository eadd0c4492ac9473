using Sintropia.Design.Schedules;

namespace Sintropia.Design.Tests.Schedules;

public sealed class ScheduleSearchTests
{
    // G1 6 h, S 7.5 h, G2 3.7 h, M 1 h: held cells that are let go come to mitosis after 11.2 h.
    private const string Culture = """
        format: 1
        name: Blocker and killer
        seed: 11
        duration: 64 h
        tick: 30 min
        record: every 1 h
        lineage: none
        cell_types:
          cancer: { cycle: { G1: { fixed: 6 h }, S: { fixed: 7.5 h }, G2: G2LAW, M: { fixed: 1 h } } }
          gut: { cycle: { G1: { fixed: 8 h }, S: { fixed: 7 h }, G2: { fixed: 4 h }, M: { fixed: 1 h } } }
        compounds:
          blocker: { unit: uM, effects: [ { holds: G1, ideal: true, cell_types: [cancer] } ] }
          killer: { unit: uM, effects: [ { harms: mitotic_death, in: M, ideal: true, maximum: 2 per h } ] }
        tissues:
          dish: { populations: [ { type: cancer, cells: 400 cells } ] }
          mucosa: { populations: [ { type: gut, cells: 400 cells } ] }
        conditions:
          untreated: []
          treated:
            - { compound: blocker, dose: 1 uM, from: 0 h, for: 20 h }
            - { compound: killer, dose: 1 uM, from: 40 h, for: 1 h }
        """;

    private const string Task = """
        name: Blocker and killer
        scenario: culture.yaml
        treated: treated
        untreated: untreated
        give:
          blocker: { intervention: 0 }
          killer: { intervention: 1 }
        gap: { from: 0 h, to: 22 h, step: 1 h, refine_to: 0.125 h }
        goal: { most: deaths, cell_types: cancer }
        replicates: { first: 4, most: 16 }
        """;

    private static ScheduleOutcome Searched(TemporaryFolder folder, string task, string g2 = "{ fixed: 3.7 h }", int threads = 2, string? at = null)
    {
        File.WriteAllText(folder["culture.yaml"], Culture.Replace("G2LAW", g2, StringComparison.Ordinal));
        return ScheduleSearch.Run(ScheduleTask.Parse(task, "task.yaml", folder.Path), threads, at);
    }

    [Fact]
    public void The_gap_after_which_released_cells_are_in_mitosis_is_found_and_the_order_is_sure()
    {
        using var folder = new TemporaryFolder();
        var outcome = Searched(folder, Task);
        var theory = new ReleasedCohort(11.2, 0, 1, 1, 2);

        Assert.Equal(["blocker", "killer"], outcome.Best!.Order);
        Assert.InRange(outcome.Best.Gaps[0], theory.BestGap() - 0.125, theory.BestGap() + 0.125);
        Assert.Contains(outcome.Answer(), a => a.StartsWith("The order is sure", StringComparison.Ordinal));
        // All cells are held, twice as many as those that had not begun: N·(2 − share in G1), of which theory says how many die.
        var held = 400 * (2 - 2 * (1 - Math.Pow(2, -6 / 18.2)));
        Assert.Equal(held * theory.Killed(outcome.Best.Gaps[0]), -outcome.Race.Leader!.Cost, 0.03 * held);
        // The other order kills those of a growing culture that are in mitosis meanwhile.
        var first = outcome.All.Where(a => a.Candidate.Order[0] == "killer").Min(a => a.Entry.Cost);
        Assert.Equal(400 * theory.KilledUnblocked(Math.Log(2) / 18.2), -first, 12.0);
    }

    [Fact]
    public void With_a_part_that_is_exponential_the_best_gap_is_that_of_theory()
    {
        using var folder = new TemporaryFolder();
        var outcome = Searched(folder, Task.Replace("refine_to: 0.125 h", "refine_to: 0.25 h", StringComparison.Ordinal), g2: "{ exponential: 3 h }");
        var theory = new ReleasedCohort(7.5, 3, 1, 1, 2);

        var (low, high) = outcome.GapsLeft;
        Assert.Equal(["blocker", "killer"], outcome.Best!.Order);
        Assert.InRange(theory.BestGap(), low - 0.25, high + 0.25);
        Assert.True(theory.Killed(outcome.Best.Gaps[0]) > 0.95 * theory.Killed(theory.BestGap()));
    }

    [Fact]
    public void Threads_and_interruptions_change_nothing()
    {
        using var folder = new TemporaryFolder();
        var task = Task.Replace("step: 1 h, refine_to: 0.125 h", "step: 2 h", StringComparison.Ordinal);
        var once = Searched(folder, task, threads: 1);
        var kept = Searched(folder, task, threads: 2, at: folder["out"]);
        // A process that died while it wrote leaves a torn line.
        var journal = Path.Combine(folder["out"], "trials.jsonl");
        var lines = File.ReadAllLines(journal);
        File.WriteAllText(journal, string.Join('\n', lines.Take(lines.Length / 2)) + "\n" + lines[^1][..20]);
        var again = Searched(folder, task, threads: 2, at: folder["out"]);

        Assert.Equal(once.Answer(), kept.Answer());
        Assert.Equal(once.Race.Entries.Select(e => (e.Candidate, e.Cost, e.Behind)), again.Race.Entries.Select(e => (e.Candidate, e.Cost, e.Behind)));
        Assert.Equal(lines.Length - lines.Length / 2, again.Trials);
    }

    [Fact]
    public void A_limit_on_the_gut_forbids_the_higher_dose()
    {
        using var folder = new TemporaryFolder();
        var task = Task.Replace("killer: { intervention: 1 }", "killer: { intervention: 1, dose: [0.05 uM, 1 uM], for: [1 h, 12 h] }", StringComparison.Ordinal)
            .Replace("gap: { from: 0 h, to: 22 h, step: 1 h, refine_to: 0.125 h }", "gap: { from: 8 h, to: 14 h, step: 3 h }\norders: [blocker then killer]\nlimits:\n  gut: { tissue: mucosa, cell_types: gut, moment: end, at_least: 90 % }", StringComparison.Ordinal);
        var free = Searched(folder, task.Replace("at_least: 90 %", "at_least: 1 %", StringComparison.Ordinal));
        var bound = Searched(folder, task);

        Assert.Equal(("1 uM", "12 h"), (free.Best!.Doses[1], free.Best.Times[1]));
        Assert.NotEqual(("1 uM", "12 h"), (bound.Best!.Doses[1], bound.Best.Times[1]));
        Assert.All(bound.All.Where(a => a.Candidate.Doses[1] == "1 uM" && a.Candidate.Times[1] == "12 h"), a => Assert.Equal(Standing.BreaksLimit, a.Entry.Standing));
    }

    [Fact]
    public void A_course_of_doses_moves_as_a_whole_and_without_its_length_it_is_refused()
    {
        using var folder = new TemporaryFolder();
        var text = Culture.Replace("G2LAW", "{ fixed: 3.7 h }", StringComparison.Ordinal).Replace("from: 40 h, for: 1 h", "from: 40 h, every: 4 h, for: 1 h, until: 44 h", StringComparison.Ordinal);
        File.WriteAllText(folder["culture.yaml"], text);
        var task = Task.Replace("killer: { intervention: 1 }", "killer: { intervention: 1, lasts: [4 h, 12 h] }", StringComparison.Ordinal).Replace("step: 1 h, refine_to: 0.125 h", "step: 11 h", StringComparison.Ordinal);
        var outcome = ScheduleSearch.Run(ScheduleTask.Parse(task, "task.yaml", folder.Path));
        ScheduleFiles.Write(outcome, folder["out"]);

        var course = Scenarios.ScenarioFile.Load(Path.Combine(folder["out"], ScheduleFiles.Best)).Conditions.Single(c => c.Name == "treated").Interventions[1].Schedule;
        Assert.Equal(("12 h", 12.0), (outcome.Best!.Times[1], course.Until - course.From)); // three pulses kill more than one
        Assert.Contains("'lasts: 5 d'", Assert.Throws<DesignException>(() => ScheduleSearch.Run(ScheduleTask.Parse(Task, "task.yaml", folder.Path))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_that_nothing_keeps_have_a_clear_answer()
    {
        using var folder = new TemporaryFolder();
        var outcome = Searched(folder, Task.Replace("gap: { from: 0 h, to: 22 h, step: 1 h, refine_to: 0.125 h }", "gap: { from: 8 h, to: 14 h, step: 3 h }\nlimits:\n  gut: { tissue: mucosa, cell_types: gut, at_least: 100.5 % }", StringComparison.Ordinal));

        Assert.Null(outcome.Best);
        Assert.Equal(RaceEnd.NoneKeepsLimits, outcome.Race.End);
        Assert.StartsWith("No schedule keeps the limits", outcome.Answer()[0], StringComparison.Ordinal);
        Assert.Contains("Nearest comes", outcome.Answer()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_runs_and_says_the_same()
    {
        using var folder = new TemporaryFolder();
        var outcome = Searched(folder, Task.Replace("step: 1 h, refine_to: 0.125 h", "step: 2 h", StringComparison.Ordinal));
        ScheduleFiles.Write(outcome, folder["out"]);

        var best = Scenarios.ScenarioFile.Load(Path.Combine(folder["out"], ScheduleFiles.Best));
        Assert.Equal(outcome.Best!.Onsets, best.Conditions.Single(c => c.Name == "treated").Interventions.Select(i => i.FromHours));
        Assert.Equal(outcome.All.Count() + 1, File.ReadLines(Path.Combine(folder["out"], ScheduleFiles.Table)).Count());
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(folder["out"], ScheduleFiles.Page)), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder["out"], "*.tmp"));
    }

    [Theory]
    [InlineData("intervention: 1", "intervention: 7", "conditions.treated[7].from")]
    [InlineData("treated: treated", "treated: traeted", "did you mean|Did you mean|nothing stands")]
    [InlineData("most: deaths", "most: deahts", "task.yaml:9: 'goal.most' is 'deahts'. Did you mean 'deaths'?")]
    [InlineData("cell_types: cancer", "cell_types: cancr", "Did you mean 'cancer'?")]
    [InlineData("to: 22 h", "to: 22 uM", "task.yaml:8:")]
    [InlineData("to: 22 h", "to: 80 h", "Lengthen its 'duration', or narrow 'gap'")]
    [InlineData("step: 1 h", "step: 0 h", "'step' has to be above 0")]
    [InlineData("goal: { most: deaths", "goal: { least: living, most: deaths", "either 'least' or 'most'")]
    [InlineData("replicates: {", "orders: [blocker]\nreplicates: {", "is no order of blocker, killer")]
    [InlineData("untreated: untreated\n", "limits: { gut: { tissue: mucosa, at_least: 90 % } }\n", "names no condition 'untreated'")]
    [InlineData("gap: {", "gaps: 1\ngap: {", "There is no 'gaps'. Did you mean 'gap'?")]
    public void A_task_that_cannot_be_is_told_with_line_value_and_what_to_do(string right, string wrong, string told)
    {
        using var folder = new TemporaryFolder();
        var message = Assert.Throws<DesignException>(() => Searched(folder, Task.Replace(right, wrong, StringComparison.Ordinal))).Message;

        Assert.Contains(told.Split('|'), t => message.Contains(t, StringComparison.Ordinal));
    }
}
