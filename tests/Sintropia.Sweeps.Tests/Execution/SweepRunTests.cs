using System.Globalization;
using System.Text;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;
using Sintropia.Sweeps.Execution;

namespace Sintropia.Sweeps.Tests.Execution;

public sealed class SweepRunTests : IDisposable
{
    private readonly Swept _swept = new();

    public void Dispose() => _swept.Dispose();

    [Fact]
    public void A_grid_has_a_row_for_every_combination_with_what_came_out()
    {
        var result = _swept.Run(_swept.Plan(), "sweep").Carry();

        Assert.True(result.IsComplete);
        var rows = CsvRows.Read(_swept["sweep", "sweep.csv"]).ToArray();
        Assert.StartsWith("point,stopper,killer,condition,replicate,founders,living,divisions,deaths,doublings,share_g0,", File.ReadLines(_swept["sweep", "sweep.csv"]).First());
        Assert.Equal(["0/0", "0/0.5", "0/1", "0/2", "0.1/0", "0.1/0.5", "0.1/1", "0.1/2", "1/0", "1/0.5", "1/1", "1/2"], rows.Select(r => $"{r[1]}/{r[2]}"));
        Assert.All(rows, r => Assert.Equal(Number(r[5]) + Number(r[7]) - Number(r[8]), Number(r[6]))); // founders + divisions − deaths = living
        Assert.All(rows, r => Assert.Equal(Math.Log2(Number(r[6]) / 100), Number(r[9]), 1e-12));
        Assert.All(rows, r => Assert.Equal(1, r[10..16].Sum(Number), 1e-12));
        Assert.True(Number(rows[0][6]) > Number(rows[8][6]) && Number(rows[8][6]) > Number(rows[11][6])); // free, held, held and killed
        Assert.Equal("completed", result.Manifest.Status);
        Assert.Equal(12, result.Manifest.Done);
    }

    [Fact]
    public async Task Each_point_is_the_run_of_its_scenario_to_the_last_bit()
    {
        var plan = _swept.Plan();
        _swept.Run(plan, "sweep").Carry();
        var rows = CsvRows.Read(_swept["sweep", "sweep.csv"]).ToArray();
        foreach (var point in new[] { plan.Points[0], plan.Points[7] })
        {
            await using var runs = new LocalRuns(TimeProvider.System);
            var id = await runs.Submit(new(Sintropia.Runs.Execution.RunPlans.Of(ScenarioFile.Parse(plan.TextOf(point), "x.yaml")), _swept[$"run-{point.Number}"]));
            await foreach (var _ in runs.Watch(id))
            {
            }

            var part = RunDirectory.Open(_swept[$"run-{point.Number}"]).Manifest().Runs.Single();
            Assert.Equal([part.FinalLiving, part.Divisions, part.Deaths], rows[point.Number - 1][6..9].Select(Number).Select(n => (long)n));
            Assert.Equal(part.Fingerprint, rows[point.Number - 1][16]);
        }
    }

    [Fact]
    public void Threads_and_run_directories_leave_no_trace_in_the_table()
    {
        var plan = _swept.Plan();
        _swept.Run(plan, "one", new() { AtOnce = 1 }).Carry();
        _swept.Run(plan, "many", new() { AtOnce = 5 }).Carry();
        _swept.Run(plan, "kept", new() { AtOnce = 3, KeepRuns = true }).Carry();

        Assert.Equal(_swept.Table("one"), _swept.Table("many"));
        Assert.Equal(_swept.Table("one"), _swept.Table("kept"));
        Assert.Equal(12, Directory.EnumerateDirectories(_swept["kept", "runs"]).Count());
        Assert.False(Directory.Exists(_swept["one", "runs"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sweep_that_was_stopped_goes_on_with_what_is_left(bool keepRuns)
    {
        var options = new SweepOptions { AtOnce = 2, KeepRuns = keepRuns };
        var plan = _swept.Plan();
        _swept.Run(plan, "whole", options).Carry();
        using var stop = new CancellationTokenSource();
        var stopped = _swept.Run(plan, "stopped", options).Carry(p => { if (p.Done == 4) stop.Cancel(); }, stop.Token);
        Assert.Equal("interrupted", stopped.Manifest.Status);
        Assert.InRange(stopped.Done.Count, 4, 11);

        var seen = new List<SweepProgress>();
        var resumed = _swept.Run(plan, "stopped", options).Carry(seen.Add);

        Assert.Equal(stopped.Done.Count, seen[0].Earlier);
        Assert.Equal(12 - stopped.Done.Count, seen.Count - 1); // nothing was done twice
        Assert.Equal(_swept.Table("whole"), _swept.Table("stopped"));
        Assert.Equal("completed", resumed.Manifest.Status);
        seen.Clear();
        Assert.True(_swept.Run(plan, "stopped", options).Carry(seen.Add).IsComplete); // what is complete stays as it is
        Assert.Equal([new(12, 12, 12, 0)], seen);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(700)]
    public void A_journal_that_breaks_off_anywhere_loses_what_was_not_whole_and_nothing_else(int cut)
    {
        var plan = _swept.Plan();
        _swept.Run(plan, "sweep").Carry();
        var table = _swept.Table("sweep");
        var journal = _swept["sweep", "journal.jsonl"];
        var bytes = File.ReadAllBytes(journal);
        File.WriteAllBytes(journal, bytes[..^cut]);
        var whole = Encoding.UTF8.GetString(bytes[..^cut]).Count(c => c == '\n');
        File.Delete(_swept["sweep", "sweep.csv"]);

        var seen = new List<SweepProgress>();
        _swept.Run(plan, "sweep").Carry(seen.Add);

        Assert.Equal(whole, seen[0].Earlier);
        Assert.Equal(table, _swept.Table("sweep"));
    }

    [Fact]
    public void What_was_changed_in_the_journal_is_done_again()
    {
        var plan = _swept.Plan();
        _swept.Run(plan, "sweep").Carry();
        var table = _swept.Table("sweep");
        var journal = _swept["sweep", "journal.jsonl"];
        File.WriteAllText(journal, File.ReadAllText(journal).Replace("\"divisions\":1", "\"divisions\":2", StringComparison.Ordinal));

        _swept.Run(plan, "sweep").Carry();

        Assert.Equal(table, _swept.Table("sweep"));
    }

    [Fact]
    public void Only_one_process_writes_a_sweep()
    {
        var plan = _swept.Plan();
        Directory.CreateDirectory(_swept["sweep"]);
        _swept.Run(plan, "sweep").Carry(p =>
        {
            if (p.Done == 1) Assert.Contains("another sweep", Assert.Throws<SweepException>(() => _swept.Run(plan, "sweep").Carry()).Message);
        });
    }

    [Fact]
    public void Another_sweep_takes_the_folder_only_when_that_is_asked()
    {
        _swept.Run(_swept.Plan(), "sweep").Carry();
        var other = _swept.Plan(Swept.Grid.Replace("2 uM", "3 uM"));
        Directory.CreateDirectory(_swept["mine"]);
        File.WriteAllText(_swept["mine", "notes.txt"], "mine");

        Assert.Contains("holds another sweep", Assert.Throws<SweepException>(() => _swept.Run(other, "sweep").Carry()).Message);
        Assert.Contains("without run directories", Assert.Throws<SweepException>(() => _swept.Run(_swept.Plan(), "sweep", new() { KeepRuns = true }).Carry()).Message);
        Assert.Contains("holds no sweep", Assert.Throws<SweepException>(() => _swept.Run(other, "mine").Carry()).Message);
        Assert.True(_swept.Run(other, "sweep", new() { Replace = true }).Carry().IsComplete);
        Assert.Contains("\n12,1,3,", File.ReadAllText(_swept["sweep", "sweep.csv"]));
    }

    [Fact]
    public void A_point_that_cannot_go_on_has_its_reason_for_a_row_and_the_others_go_on()
    {
        var plan = _swept.Plan("\nsweep: { parameters: { days: { at: duration, values: [12 h, 200 h, 24 h] } } }", Swept.Culture.Replace("lineage: none", "lineage: none\nlimit: 2000 cells"));
        var result = _swept.Run(plan, "sweep").Carry();

        var rows = CsvRows.Read(_swept["sweep", "sweep.csv"]).ToArray();
        Assert.Equal([false, true, false], rows.Select(r => r[^1].Length > 0));
        Assert.Contains("2000", rows[1][^1]);
        Assert.Equal("", rows[1][5]);
        Assert.Equal(1, result.Manifest.Failed);
    }

    [Fact]
    public void A_point_whose_values_make_no_scenario_is_told_before_anything_runs()
    {
        var problem = Assert.Throws<ScenarioException>(() => _swept.Plan("\nsweep: { parameters: { days: { at: duration, values: [12 h, 0 h] } } }")).Problems[0];

        Assert.Equal("duration", problem.Path);
        Assert.Contains("point 2 of the sweep: days = 0 h", problem.What);
    }

    [Fact]
    public void Points_can_have_seeds_of_their_own()
    {
        var plan = _swept.Plan("\nsweep: { seeds: own, parameters: { killer: { at: 'interventions[1].dose', values: [0 uM, 0 uM, 0 uM] } } }");
        _swept.Run(plan, "own").Carry();
        _swept.Run(_swept.Plan("\nsweep: { parameters: { killer: { at: 'interventions[1].dose', values: [0 uM, 0 uM, 0 uM] } } }"), "shared").Carry();

        Assert.Equal(3, CsvRows.Read(_swept["own", "sweep.csv"]).Select(r => r[^2]).Distinct().Count());
        Assert.Single(CsvRows.Read(_swept["shared", "sweep.csv"]).Select(r => r[^2]).Distinct());
    }

    [Fact]
    public void Conditions_and_replicates_have_rows_of_their_own()
    {
        var culture = Swept.Culture.Replace("interventions:", "replicates: 2\nconditions: { control: [], more: [ { compound: killer, dose: 1 uM, from: 12 h } ] }\ninterventions:");
        _swept.Run(_swept.Plan("\nsweep: { design: list, parameters: { a: { at: 'interventions[0].dose', values: [0 uM, 1 uM] }, b: { at: 'interventions[1].dose', values: [0 uM, 1 uM] } } }", culture), "sweep").Carry();

        Assert.Equal(["1 0 0 control 1", "1 0 0 more 1", "1 0 0 control 2", "1 0 0 more 2", "2 1 1 control 1", "2 1 1 more 1", "2 1 1 control 2", "2 1 1 more 2"], CsvRows.Read(_swept["sweep", "sweep.csv"]).Select(r => string.Join(' ', r[..5])));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
