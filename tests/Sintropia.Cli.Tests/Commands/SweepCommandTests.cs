using System.Text.Json;
using Sintropia.Cli.Tests.Interruptions;
using Sintropia.Runs.Results;

namespace Sintropia.Cli.Tests.Commands;

public sealed class SweepCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sweep_killed_at_five_moments_ends_with_the_bytes_of_one_left_alone()
    {
        _folder.Write("culture.yaml", Swept("values: [0.01 uM, 0.03 uM, 0.1 uM, 0.3 uM, 1 uM, 3 uM]", "from: 6 h, to: 25 h, steps: 20"));
        (await Command.Run("sweep", _folder["culture.yaml"], "--out", _folder["whole"], "--no-report", "--quiet")).Exits(ExitCode.Ok);
        var killed = 0;
        foreach (var moment in (int[])[1, 9, 17, 30, 48])
        {
            using var process = Command.Start(_folder.Root, "sweep", "culture.yaml", "--out", "killed", "--no-report", "--quiet");
            Waiting.For(process, () => Folders.Lines(_folder["killed", "journal.jsonl"]) >= moment);
            process.Signal(Signals.Kill);
            if ((await process.End()).Code == 128 + Signals.Kill) killed++;
        }

        var json = JsonDocument.Parse((await Command.Run("sweep", _folder["culture.yaml"], "--out", _folder["killed"], "--json")).Exits(ExitCode.Ok).Output).RootElement;

        Assert.Equal(5, killed);
        Assert.Equal(120, json.GetProperty("done").GetInt32());
        Assert.Equal(120, Folders.Lines(_folder["killed", "journal.jsonl"])); // nothing was lost, and nothing done twice
        Assert.Equal(File.ReadAllBytes(_folder["whole", "sweep.csv"]), File.ReadAllBytes(_folder["killed", "sweep.csv"]));
    }

    [Fact]
    public async Task Sigterm_keeps_what_is_done_and_says_how_to_go_on()
    {
        _folder.Write("culture.yaml", Swept("values: [0.1 uM, 1 uM]", "from: 6 h, to: 25 h, steps: 200"));
        using var process = Command.Start(_folder.Root, "sweep", "culture.yaml", "--out", "sweep", "--at-once", "1");
        Waiting.For(process, () => Folders.Lines(_folder["sweep", "journal.jsonl"]) > 3);
        process.Signal(Signals.Terminate);

        var outcome = (await process.End()).Exits(ExitCode.Terminated);

        Assert.Contains("Go on with: sintropia sweep culture.yaml --out sweep", outcome.Output);
        Assert.True(CsvRows.Read(_folder["sweep", "sweep.csv"]).Count() > 3);
        Assert.Contains("\"status\": \"interrupted\"", File.ReadAllText(_folder["sweep", "sweep.json"]));
    }

    [Fact]
    public async Task A_grid_of_two_drugs_feeds_the_scores_of_combinations_and_the_comparison_of_runs()
    {
        _folder.Write("two-drugs.yaml", File.ReadAllText(Path.Combine(Root, "examples", "two-drugs.yaml")).Replace("cells: 500 cells", "cells: 60 cells"));
        var words = (await Command.Run("sweep", _folder["two-drugs.yaml"], "--out", _folder["sweep"], "--keep", "runs")).Exits(ExitCode.Ok).Output;
        Assert.Contains("25 points", words);
        Assert.True(File.Exists(_folder["sweep", "report.html"]));

        (await Command.Run("combine", _folder["sweep", "runs"], "--out", _folder["scores"])).Exits(ExitCode.Ok);
        Assert.Equal(16, CsvRows.Read(_folder["scores", "pairs.csv"]).Count()); // four doses of one with four of the other

        var compared = (await Command.Run("compare", _folder["sweep", "runs", "point-000001"], _folder["sweep", "runs", "point-000002"], _folder["sweep", "runs", "point-000025"], "--out", _folder["compared.html"])).Exits(ExitCode.Differs).Output;
        Assert.Contains("interventions[1].dose", compared);
        Assert.Contains("after 12 h, by 24 h", compared);
        Assert.Contains("3 results of 3", compared);
        Assert.Contains("<svg", File.ReadAllText(_folder["compared.html"]));
    }

    [Theory]
    [InlineData("", "Nothing here says what to sweep")]
    [InlineData("sweep: { parameters: { cells: { at: 'tissues.dish.populations[0].cell', values: [5 cells] } } }", "did you mean 'tissues.dish.populations[0].cells'?")]
    [InlineData("sweep: { parameters: { cells: { at: 'tissues.dish.populations[0].cells', values: [5 h] } } }", "(point 1 of the sweep: cells = 5 h)")]
    public async Task What_cannot_be_swept_is_refused_with_its_place(string sweep, string message)
    {
        Assert.Contains(message, (await Command.Run("sweep", _folder.Write("culture.yaml", Cultures.Small(sweep)), "--out", _folder["sweep"])).Exits(ExitCode.InvalidInput).Error);
        Assert.False(Directory.Exists(_folder["sweep"]));
    }

    [Fact]
    public async Task A_run_takes_a_scenario_with_a_sweep_as_it_stands()
    {
        (await Command.Run("run", _folder.Write("culture.yaml", Cultures.Small("sweep: { parameters: { days: { at: duration, values: [1 h, 2 h] } } }")), "--out", _folder["run"], "--no-report")).Exits(ExitCode.Ok);

        Assert.Equal(12, Folders.Manifest(_folder["run"]).GetProperty("duration_h").GetDouble());
    }

    private static string Root
    {
        get
        {
            var at = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(at, "Sintropia.Orleans.sln"))) at = Path.GetDirectoryName(at)!;
            return at;
        }
    }

    private static string Swept(string doses, string durations) => Cultures.Drugged(cells: 100, duration: "31 h") + $$"""

        sweep:
          parameters:
            dose: { at: 'conditions.treated[0].dose', {{doses}} }
            rest: { at: cell_types.line.quiescence.rest.exponential, {{durations}} }
        """;
}
