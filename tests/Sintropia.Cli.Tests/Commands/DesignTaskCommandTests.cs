namespace Sintropia.Cli.Tests.Commands;

public sealed class DesignTaskCommandTests
{
    private const string Culture = """
        format: 1
        name: Two pulses
        seed: 2
        duration: 24 h
        record: every 6 h
        lineage: none
        cell_types: { line: { cycle: { G1: { fixed: 6 h }, S: { fixed: 7 h }, G2: { fixed: 4 h }, M: { fixed: 1 h } } } }
        compounds: { killer: { unit: uM, effects: [ { harms: apoptosis, ec50: 1 uM, maximum: 0.2 per h } ] } }
        tissues: { dish: { populations: [ { type: line, cells: 100 cells } ] } }
        conditions:
          untreated: []
          treated: [ { compound: killer, dose: 1 uM, from: 2 h, for: 4 h } ]
        """;

    [Fact]
    public async Task A_schedule_is_sought_and_written_and_a_task_that_cannot_be_is_told()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["culture.yaml"], Culture);
        File.WriteAllText(folder["task.yaml"], "scenario: culture.yaml\ntreated: treated\ngive: { killer: { intervention: 0, dose: [0.1 uM, 10 uM] } }\ngoal: { least: living }\nreplicates: { first: 2, most: 4 }\n");
        var words = (await Command.Run("design", "schedule", folder["task.yaml"], "--out", folder["out"], "--threads", "1")).Exits(ExitCode.Ok).Output;

        Assert.Contains("Best: killer (10 uM).", words, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder["out"], "best.yaml")));
        File.WriteAllText(folder["wrong.yaml"], "scenario: culture.yaml\ntreated: treated\ngive: { killer: { intervention: 0 } }\ngoal: { least: livng }\n");
        Assert.Contains("wrong.yaml:4: 'goal.least' is 'livng'. Did you mean 'living'?", (await Command.Run("design", "schedule", folder["wrong.yaml"])).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dose_that_halves_a_culture_is_found()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["culture.yaml"], Culture);
        File.WriteAllText(folder["task.yaml"], "scenario: culture.yaml\ntreated: treated\nuntreated: untreated\ndose: { at: 'conditions.treated[0].dose', from: 0.01 uM, to: 1000 uM }\norgans: { dish: { left: 70 % } }\nreplicates: 2\ntolerance: 0.1\n");

        Assert.Contains("\"answer\":[\"candidate: 70 % of the living cells at the end are left at", (await Command.Run("design", "safety", folder["task.yaml"], "--out", folder["out"], "--json")).Exits(ExitCode.Ok).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_to_measure_next_of_a_table_is_proposed()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["screen.csv"], "drug_a,drug_b,dose_a,dose_b,response\na,b,0,0,1\na,b,1,0,0.9\na,b,2,0,0.8\na,b,0,1,0.9\na,b,0,2,0.7\na,b,1,1,0.5\n");
        File.WriteAllText(folder["task.yaml"], "table: screen.csv\nbaseline: control\nnext: 2\n");

        Assert.Contains("Measure next: a ", (await Command.Run("design", "combine", folder["task.yaml"], "--out", folder["out"])).Exits(ExitCode.Ok).Output, StringComparison.Ordinal);
        Assert.Equal(3, File.ReadLines(Path.Combine(folder["out"], "pairs.csv")).Count());
    }
}
