using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Tests.Execution;

public sealed class RunExecutionTests(FinishedDish finished) : IClassFixture<FinishedDish>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(1, 64)]
    [InlineData(2, 64)]
    [InlineData(3, 256)]
    [InlineData(2, 1024)]
    [InlineData(3, 16384)]
    public async Task Threads_and_niches_change_no_byte_of_any_file(int threads, int nicheSize)
    {
        await Dish.Carry(Dish.Request(_folder["run"], options: Dish.Options(threads, nicheSize)));

        Dish.Same(finished.Folder, _folder["run"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_run_that_was_stopped_five_times_and_resumed_differs_in_no_byte(int seed)
    {
        var chance = new Random(seed);
        var request = Dish.Request(_folder["run"]);
        for (var stop = 0; stop < 5; stop++)
        {
            var threads = chance.Next(1, 4);
            var options = Dish.Options(threads, 64 << chance.Next(5), checkpointEverySeconds: chance.Next(5, 50));
            Assert.Equal(RunStatus.Paused, (await Dish.StopAt(chance.Next(6, 60), request with { Options = options, Continue = stop > 0 })).Status);
        }

        Assert.Equal(RunStatus.Completed, (await Dish.Carry(request with { Continue = true })).Status);
        Dish.Same(finished.Folder, _folder["run"]);
    }

    [Theory]
    [InlineData(3)] // nothing but run.json and empty tables
    [InlineData(50)]
    [InlineData(111)]
    [InlineData(238)]
    [InlineData(301)] // inside the last part
    public async Task A_run_whose_process_died_and_that_was_resumed_differs_in_no_byte(int look)
    {
        await Dish.Kill(look, Dish.Request(_folder["run"], options: Dish.Options(checkpointEverySeconds: 20)), _folder["dead"]);
        Assert.Equal(RunStatus.Running, Dish.Manifest(_folder["dead"]).Status);

        Assert.Equal(RunStatus.Completed, (await Dish.Carry(Dish.Request(_folder["dead"]) with { Continue = true })).Status);
        Dish.Same(finished.Folder, _folder["dead"]);
    }

    [Fact]
    public async Task Tables_of_a_run_under_way_can_be_read_long_before_its_first_checkpoint()
    {
        await Dish.Kill(111, Dish.Request(_folder["run"]), _folder["dead"]);

        var (seen, whole) = (File.ReadAllText(Path.Combine(_folder["dead"], "timeseries.csv")), File.ReadAllText(Path.Combine(finished.Folder, "timeseries.csv")));
        Assert.True(seen.Count(c => c == '\n') > 10, seen);
        Assert.StartsWith(seen, whole);
    }

    [Fact]
    public async Task A_run_whose_cells_express_something_is_the_same_after_stops_and_a_death_and_says_who_predicted()
    {
        var plan = Dish.Of(Dish.Listening);
        await Dish.Carry(Dish.Request(_folder["whole"], plan, Dish.Options(1, 4096)));
        for (var stop = 0; stop < 3; stop++)
        {
            var options = Dish.Options(stop + 1, 64 << stop, checkpointEverySeconds: 10);
            await Dish.StopAt(20 + stop, Dish.Request(_folder["stopped"], plan, options) with { Continue = stop > 0 });
        }

        await Dish.Carry(Dish.Request(_folder["stopped"], plan) with { Continue = true });
        Dish.Same(_folder["whole"], _folder["stopped"]);
        await Dish.Kill(111, Dish.Request(_folder["run"], plan, Dish.Options(checkpointEverySeconds: 20)), _folder["dead"]);
        await Dish.Carry(Dish.Request(_folder["dead"], plan) with { Continue = true });
        Dish.Same(_folder["whole"], _folder["dead"]);

        var manifest = Dish.Manifest(_folder["dead"]);
        Assert.NotEqual(Dish.Manifest(finished.Folder).Fingerprint, manifest.Fingerprint);
        Assert.Equal(("stand-in", 6), (manifest.Predictor!.Name, manifest.Predictor.Dimensions));
        Assert.Matches("^[0-9a-f]{64}$", manifest.Predictor.WeightsSha256);
        Assert.Null(Dish.Manifest(finished.Folder).Predictor);
        Assert.DoesNotContain("predictor", File.ReadAllText(Path.Combine(finished.Folder, "run.json")));
        // What cells express does not change their cycle, so the counts are those of the dish without it.
        Assert.Equal(File.ReadAllText(Path.Combine(finished.Folder, "timeseries.csv")), File.ReadAllText(Path.Combine(_folder["dead"], "timeseries.csv")));
    }

    [Fact]
    public async Task Without_any_checkpoint_a_resumed_run_starts_anew()
    {
        await Dish.Kill(60, Dish.Request(_folder["run"]), _folder["dead"]);
        Assert.Empty(Dish.Checkpoints(_folder["dead"]));
        File.AppendAllText(Path.Combine(_folder["dead"], "timeseries.csv"), "0,control,1,half a ro");

        await Dish.Carry(Dish.Request(_folder["dead"]) with { Continue = true });
        Dish.Same(finished.Folder, _folder["dead"]);
    }

    [Fact]
    public async Task Records_are_made_at_the_start_at_whole_intervals_and_at_the_end()
    {
        await Dish.Carry(Dish.Request(_folder["run"], Dish.Of(Dish.With(("duration: 24 h", "duration: 7.5 h"), ("from: 8 h, until: 16 h", "from: 2 h")))));

        foreach (var table in new[] { "timeseries.csv", "events.csv", "exposure.csv", "clones.csv", "fingerprints.csv", "paired.csv" })
            Assert.Equal(["0", "2", "4", "6", "7.5"], CsvRows.Read(Path.Combine(_folder["run"], table)).Select(r => r[0]).Distinct());
    }

    [Fact]
    public void Conditions_share_every_draw_until_the_first_dose()
    {
        var fingerprints = CsvRows.Read(Path.Combine(finished.Folder, "fingerprints.csv")).ToLookup(r => r[1], r => (Time: double.Parse(r[0], System.Globalization.CultureInfo.InvariantCulture), Fingerprint: r[3]));

        Assert.Equal(fingerprints["control"].Where(f => f.Time <= 8), fingerprints["treated"].Where(f => f.Time <= 8));
        Assert.Empty(fingerprints["control"].Where(f => f.Time > 8).Intersect(fingerprints["treated"]));
    }

    [Fact]
    public async Task Replicates_differ_from_their_first_cells_on()
    {
        await Dish.Carry(Dish.Request(_folder["run"], Dish.Of(Dish.With(("duration: 24 h", "duration: 10 h\nreplicates: 2")))));

        var rows = CsvRows.Read(Path.Combine(_folder["run"], "fingerprints.csv")).ToLookup(r => r[2], r => (r[0], r[1], r[3]));
        Assert.Equal(rows["1"].Count(), rows["2"].Count());
        Assert.Empty(rows["1"].Intersect(rows["2"]));
        Assert.Equal([("control", 1), ("treated", 1), ("control", 2), ("treated", 2)], Dish.Manifest(_folder["run"]).Runs.Select(r => (r.Condition, r.Replicate)));
    }

    [Fact]
    public void Lineage_and_counts_tell_the_same_story()
    {
        var summary = Dish.Manifest(finished.Folder).Runs[0];
        var lives = CsvRows.Read(Path.Combine(finished.Folder, "lineage.csv")).Where(r => r[7] == "control").ToLookup(r => r[11]);

        Assert.Equal(summary.Divisions, lives["divided"].Count());
        Assert.Equal(summary.Deaths, lives["apoptosis"].Count());
        Assert.Equal(summary.FinalLiving, lives["alive"].Count());
        Assert.Equal(summary.FinalLiving, summary.Founders + summary.Divisions - summary.Deaths);
        Assert.Equal(summary.FinalLiving, CsvRows.Read(Path.Combine(finished.Folder, "cells.csv")).Count(r => r[9] == "control"));
    }

    [Fact]
    public async Task A_run_that_outgrows_its_limit_says_so_and_keeps_what_it_recorded()
    {
        var run = await Dish.Carry(Dish.Request(_folder["run"], Dish.Of(Dish.With(("seed: 7", "seed: 7\nlimit: 450 cells")))));

        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Contains("limit of 450", run.Failure!.Message);
        var manifest = Dish.Manifest(_folder["run"]);
        Assert.Equal((RunStatus.Failed, run.Failure.Message, null), (manifest.Status, manifest.Failure, manifest.Fingerprint));
        var recorded = CsvRows.Read(Path.Combine(_folder["run"], "timeseries.csv")).Select(r => r[0]).Distinct().ToArray();
        Assert.True(recorded.Length > 3, $"{recorded.Length} records");
        Assert.NotEmpty(CsvRows.Read(Path.Combine(_folder["run"], "lineage.csv")));
    }

    [Fact]
    public void Time_that_a_run_is_held_does_not_count_as_effort()
    {
        var clock = new Clock();
        using var control = new RunControl();
        var held = 0;
        var execution = new RunExecution(Dish.Plan, RunDirectory.Create(_folder["run"], false), Dish.Options(), RunPlace.Here, control, progress =>
        {
            if (held == 0 && progress is { Part: 1, Time: 3 }) control.Pause();
            if (progress.Status != RunStatus.Paused) return;
            held++;
            clock.Pass(TimeSpan.FromDays(1));
            control.Resume();
        }, clock);

        Assert.Equal(RunStatus.Completed, execution.Run(resume: false));
        Assert.Equal(1, held);
        Assert.InRange(execution.Effort.WallSeconds, 90, 2000);
    }

    [Fact]
    public async Task Progress_and_effort_go_on_where_a_stopped_run_left_them()
    {
        var stopped = await Dish.StopAt(200, Dish.Request(_folder["run"]));
        var effort = stopped.Progress!.Effort;
        var clock = new Clock();
        await using var runs = new Runs.Port.LocalRuns(clock);
        var seen = new List<RunProgress>();
        var id = await runs.Submit(Dish.Request(_folder["run"]) with { Continue = true });
        await foreach (var progress in runs.Watch(id)) seen.Add(progress);

        Assert.InRange(stopped.Progress.Done, 0.5, 0.99);
        Assert.All(seen, p => Assert.True(p.Done >= stopped.Progress.Done && p.Effort.CellHours >= effort.CellHours && p.Effort.WallSeconds >= effort.WallSeconds, p.ToString()));
        Assert.Equal(1, seen[^1].Done);
        var whole = Dish.Manifest(finished.Folder).Performance!.CellHours;
        Assert.Equal(whole, Dish.Manifest(_folder["run"]).Performance!.CellHours, whole * 1e-9);
    }

    public void Dispose() => _folder.Dispose();
}
