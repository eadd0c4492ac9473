using System.ComponentModel.DataAnnotations;
using System.Text;
using Sintropia.Biology.Cells;
using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Tests.Port;

public sealed class LocalRunsTests : IClassFixture<FinishedDish>, IAsyncDisposable
{
    private readonly FinishedDish _finished;
    private readonly TemporaryFolder _folder = new();
    private readonly Clock _clock = new();
    private readonly LocalRuns _runs;

    public LocalRunsTests(FinishedDish finished) => (_finished, _runs) = (finished, new(_clock));

    [Fact]
    public async Task A_run_is_watched_from_its_submission_to_its_end()
    {
        var seen = new List<RunProgress>();
        var id = await _runs.Submit(Dish.Request(_folder["run"]));
        await foreach (var progress in _runs.Watch(id)) seen.Add(progress);

        Assert.Equal((RunStatus.Completed, 1), (seen[^1].Status, seen[^1].Done));
        Assert.Equal(seen.Select(p => p.Done).Order(), seen.Select(p => p.Done));
        var view = await _runs.Get(id);
        Assert.Equal((RunStatus.Completed, "Dish", _folder["run"], null), (view.Status, view.Name, view.Directory, view.Failure));
        Dish.Same(_finished.Folder, _folder["run"]);
        Assert.False(Directory.Exists(_folder["run/checkpoints"]));
    }

    [Fact]
    public async Task A_key_makes_asking_twice_one_run()
    {
        var first = await _runs.Submit(Dish.Request(_folder["run"]) with { Key = "mine" });

        Assert.Equal(first, await _runs.Submit(Dish.Request(_folder["again"]) with { Key = "mine" }));
        Assert.Equal(first, (await Assert.ThrowsAsync<RunKeyConflictException>(() => _runs.Submit(Dish.Request(_folder["other"], Dish.Of(Dish.With(("seed: 7", "seed: 8")))) with { Key = "mine" }))).Id);
        Assert.Single(await _runs.List());
    }

    [Fact]
    public async Task What_run_json_says_of_its_files_is_true()
    {
        var (directory, manifest) = (RunDirectory.Open(_finished.Folder), Dish.Manifest(_finished.Folder));

        Assert.Equal(["cells.csv", "clones.csv", "coupling.csv", "events.csv", "exposure.csv", "fingerprints.csv", "lineage.csv", "lineage.nwk", "paired.csv", "scenario.yaml", "timeseries.csv"], manifest.Files.Keys.Order(StringComparer.Ordinal));
        Assert.All(manifest.Files, f => Assert.Equal(directory.Note(f.Key), f.Value));
        Assert.Equal(Dish.Text, await File.ReadAllTextAsync(directory.PathOf("scenario.yaml"), TestContext.Current.CancellationToken));
        Assert.Equal("uM", manifest.Units["drug"]);
    }

    [Fact]
    public async Task Somebody_who_watches_a_run_that_ended_is_told_how_it_ended()
    {
        await _runs.Submit(Dish.Request(_folder["run"]));
        await Dish.Follow(_runs, Dish.First);

        var seen = new List<RunProgress>();
        await foreach (var progress in _runs.Watch(Dish.First)) seen.Add(progress);
        Assert.Equal(RunStatus.Completed, Assert.Single(seen).Status);
    }

    [Fact]
    public async Task A_held_run_waits_answers_and_ends_as_if_it_had_not_been_held()
    {
        await Held(Dish.Request(_folder["run"]));

        var founder = await _runs.Inspect(Dish.First, CellId.Founder(0, 0));
        var nobody = await _runs.Inspect(Dish.First, CellId.Founder(9, 0));
        Assert.Equal((CellId.Founder(0, 0), null, "line", "dish", 0L), (founder!.Id, founder.Parent, founder.CellType, founder.Tissue, founder.Founder));
        Assert.Equal(0, founder.Time);
        Assert.Null(nobody);
        Assert.Equal(RunStatus.Paused, (await _runs.Get(Dish.First)).Status);

        await _runs.Resume(Dish.First);
        Assert.Equal(RunStatus.Completed, (await Dish.Follow(_runs, Dish.First)).Status);
        Dish.Same(_finished.Folder, _folder["run"]);
    }

    [Fact]
    public async Task A_cell_of_a_run_that_waits_is_shown_when_its_turn_comes()
    {
        await Held(Dish.Request(_folder["first"]));
        var second = await _runs.Submit(Dish.Request(_folder["second"]));
        var seen = _runs.Inspect(second, CellId.Founder(0, 1));
        Assert.False(seen.IsCompleted);

        await _runs.Cancel(Dish.First);
        Assert.Equal(0, (await seen)!.Time);
    }

    [Fact]
    public async Task A_run_that_ended_cannot_be_looked_into_and_takes_no_orders()
    {
        await _runs.Submit(Dish.Request(_folder["run"]));
        await Dish.Follow(_runs, Dish.First);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _runs.Inspect(Dish.First, CellId.Founder(0, 0)));
        await _runs.Pause(Dish.First);
        await _runs.Stop(Dish.First);
        await _runs.Cancel(Dish.First);
        Assert.Equal(RunStatus.Completed, (await _runs.Get(Dish.First)).Status);
    }

    [Fact]
    public async Task A_cancelled_run_leaves_whole_rows_and_says_that_it_was_cancelled()
    {
        var clock = new Clock();
        await using var runs = new LocalRuns(clock);
        clock.AtLook = look =>
        {
            if (look == 150) _ = runs.Cancel(Dish.First);
        };
        await runs.Submit(Dish.Request(_folder["run"]));
        var run = await Dish.Follow(runs, Dish.First);

        Assert.Equal(RunStatus.Cancelled, run.Status);
        Assert.Equal(RunStatus.Cancelled, Dish.Manifest(_folder["run"]).Status);
        foreach (var table in new[] { "timeseries.csv", "lineage.csv", "clones.csv" })
            Assert.True(CsvRows.Read(Path.Combine(_folder["run"], table)).Count() > 10, table);
    }

    [Fact]
    public async Task A_run_that_was_cancelled_stays_so_when_its_host_ends()
    {
        await Held(Dish.Request(_folder["first"]));
        var second = await _runs.Submit(Dish.Request(_folder["second"]));
        var cancelled = _runs.Cancel(second);
        await _runs.DisposeAsync();
        await cancelled;

        Assert.Equal((RunStatus.Paused, RunStatus.Cancelled), (Dish.Manifest(_folder["first"]).Status, Dish.Manifest(_folder["second"]).Status));
    }

    [Fact]
    public async Task Runs_have_their_turn_in_the_order_of_submission()
    {
        await Held(Dish.Request(_folder["run-1"]));
        for (var i = 2; i <= 6; i++) await _runs.Submit(Dish.Request(_folder[$"run-{i}"]));
        var waiting = await _runs.List();
        Assert.Equal(Enumerable.Range(1, 6).Select(i => $"run-{i}"), waiting.Select(r => r.Id.Value));
        Assert.All(waiting.Skip(1), r => Assert.Equal(RunStatus.Queued, r.Status));

        await _runs.Resume(Dish.First);
        foreach (var run in waiting) await Dish.Follow(_runs, run.Id);
        var started = waiting.Select(r => (Dish.Manifest(r.Directory).Started, Dish.Manifest(r.Directory).Finished)).ToArray();
        for (var i = 1; i < started.Length; i++) Assert.True(started[i].Started > started[i - 1].Finished, $"{i}");
    }

    [Fact]
    public async Task A_run_that_waits_ends_at_once_when_it_is_stopped_and_can_be_resumed()
    {
        await Held(Dish.Request(_folder["first"]));
        var stopped = await _runs.Submit(Dish.Request(_folder["stopped"]));
        var cancelled = await _runs.Submit(Dish.Request(_folder["cancelled"]));
        await _runs.Stop(stopped);
        await _runs.Cancel(cancelled);

        Assert.Equal(RunStatus.Paused, (await _runs.Get(Dish.First)).Status); // they did not wait for it
        Assert.Equal(RunStatus.Paused, (await Dish.Follow(_runs, stopped)).Status);
        Assert.Equal((RunStatus.Paused, RunStatus.Cancelled), (Dish.Manifest(_folder["stopped"]).Status, Dish.Manifest(_folder["cancelled"]).Status));
        await _runs.Resume(Dish.First);
        var again = await _runs.Submit(Dish.Request(_folder["stopped"]) with { Continue = true });
        Assert.Equal(RunStatus.Completed, (await Dish.Follow(_runs, again)).Status);
        Dish.Same(_finished.Folder, _folder["stopped"]);
    }

    [Fact]
    public async Task One_that_left_the_queue_lets_no_second_run_start()
    {
        await Held(Dish.Request(_folder["first"]));
        var left = await _runs.Submit(Dish.Request(_folder["left"]));
        var next = await _runs.Submit(Dish.Request(_folder["next"]));
        await _runs.Cancel(left);
        Assert.Equal(RunStatus.Queued, (await _runs.Get(next)).Status);

        await _runs.Resume(Dish.First);
        foreach (var run in new[] { Dish.First, next }) await Dish.Follow(_runs, run);
        Assert.True(Dish.Manifest(_folder["next"]).Started > Dish.Manifest(_folder["first"]).Finished);
    }

    [Fact]
    public async Task The_end_of_the_host_stops_all_runs_and_ends_all_watching()
    {
        await Held(Dish.Request(_folder["first"]));
        var second = await _runs.Submit(Dish.Request(_folder["second"]));
        var watched = new[] { Dish.Follow(_runs, Dish.First), Dish.Follow(_runs, second) };
        await _runs.DisposeAsync();

        Assert.All(await Task.WhenAll(watched), r => Assert.Equal(RunStatus.Paused, r.Status));
        Assert.NotEmpty(Dish.Checkpoints(_folder["first"]));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _runs.Submit(Dish.Request(_folder["third"])));
        Assert.False(Directory.Exists(_folder["third"]));
    }

    [Fact]
    public async Task Who_asks_for_a_run_that_was_never_submitted_is_told_so()
    {
        var nobody = new RunId("run-9");
        Assert.Throws<UnknownRunException>(() => { _runs.Watch(nobody); });
        foreach (var ask in new Func<Task>[] { () => _runs.Get(nobody), () => _runs.Inspect(nobody, default), () => _runs.Pause(nobody), () => _runs.Resume(nobody), () => _runs.Stop(nobody), () => _runs.Cancel(nobody), () => _runs.Results(nobody), () => _runs.Open(nobody, "run.json") })
            Assert.Contains("run-9", (await Assert.ThrowsAsync<UnknownRunException>(ask)).Message);
    }

    [Fact]
    public async Task Results_can_be_read_while_the_run_is_under_way_and_nothing_else_can()
    {
        File.WriteAllText(_folder["secret"], "secret");
        await Held(Dish.Request(_folder["run"]));

        var results = await _runs.Results(Dish.First);
        Assert.Contains("timeseries.csv", results);
        Assert.Contains("run.json", results);
        Assert.DoesNotContain("run.lock", results);
        using (var reader = new StreamReader(await _runs.Open(Dish.First, "scenario.yaml"))) Assert.Equal(Dish.Text, reader.ReadToEnd());
        foreach (var name in new[] { "../secret", _folder["secret"], "..", ".", "", "run.lock", "checkpoints", "checkpoints/../run.json", "nothing.csv" })
            await Assert.ThrowsAsync<FileNotFoundException>(() => _runs.Open(Dish.First, name));
    }

    [Fact]
    public async Task A_folder_in_which_a_run_is_under_way_takes_no_second_one()
    {
        await Held(Dish.Request(_folder["run"]));
        var before = Dish.Manifest(_folder["run"]);

        await using var others = new LocalRuns(new Clock());
        foreach (var runs in new[] { _runs, others })
        {
            await Assert.ThrowsAsync<IOException>(() => runs.Submit(Dish.Request(_folder["run"])));
            await Assert.ThrowsAsync<FolderInUseException>(() => runs.Submit(Dish.Request(_folder["run"]) with { Replace = true }));
            await Assert.ThrowsAsync<FolderInUseException>(() => runs.Submit(Dish.Request(_folder["run"]) with { Continue = true }));
        }

        Assert.Equal(before.Started, Dish.Manifest(_folder["run"]).Started);
    }

    [Fact]
    public async Task A_folder_whose_run_has_not_begun_is_not_taken_for_one_that_holds_none()
    {
        await Held(Dish.Request(_folder["first"]));
        await _runs.Submit(Dish.Request(_folder["waits"]));

        await using var others = new LocalRuns(new Clock());
        await Assert.ThrowsAsync<FolderInUseException>(() => others.Submit(Dish.Request(_folder["waits"]) with { Continue = true }));
    }

    [Fact]
    public async Task A_run_that_cannot_even_begin_fails_and_leaves_nobody_waiting()
    {
        // A file where a folder has to be, found when the run begins.
        var files = new Dictionary<string, byte[]> { ["a"] = [1], ["a/b"] = [2] };
        await _runs.Submit(Dish.Request(_folder["run"], Dish.Plan with { Facts = Dish.Plan.Facts with { Files = files } }));
        var seen = new List<RunProgress>();
        await foreach (var progress in _runs.Watch(Dish.First)) seen.Add(progress);

        Assert.Equal(RunStatus.Failed, seen[^1].Status);
        var run = await _runs.Get(Dish.First);
        Assert.IsType<IOException>(run.Failure, exactMatch: false);
        Assert.Equal(run.Failure!.Message, seen[^1].Note);
        var next = await _runs.Submit(Dish.Request(_folder["next"]));
        Assert.Equal(RunStatus.Completed, (await Dish.Follow(_runs, next)).Status);
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_written_fails_the_run_which_keeps_what_it_did()
    {
        // A file stands where the checkpoints go: as with a full disk, nothing can be written there.
        var files = new Dictionary<string, byte[]>(Dish.Plan.Facts.Files) { ["checkpoints"] = [] };
        var run = await Dish.StopAt(300, Dish.Request(_folder["run"], Dish.Plan with { Facts = Dish.Plan.Facts with { Files = files } }));

        Assert.Equal(RunStatus.Failed, run.Status);
        var manifest = Dish.Manifest(_folder["run"]);
        Assert.Equal((RunStatus.Failed, run.Failure!.Message), (manifest.Status, manifest.Failure));
        Assert.Equal(Dish.Manifest(_finished.Folder).Runs[0], Assert.Single(manifest.Runs));
        Assert.True(manifest.WallSeconds > 100);
        Assert.Contains(CsvRows.Read(Path.Combine(_folder["run"], "timeseries.csv")), r => r[1] == "treated");
    }

    [Fact]
    public async Task A_run_that_fails_in_its_last_step_resumes_from_its_last_checkpoint()
    {
        var files = new Dictionary<string, byte[]>(Dish.Plan.Facts.Files) { ["paired.csv/in-the-way"] = [] };
        var options = Dish.Options(checkpointEverySeconds: 20);
        var run = await Dish.Carry(Dish.Request(_folder["run"], Dish.Plan with { Facts = Dish.Plan.Facts with { Files = files } }, options));
        Assert.Equal((RunStatus.Failed, 2), (run.Status, Dish.Manifest(_folder["run"]).Runs.Count));
        Assert.False(File.Exists(_folder["run/paired.csv.tmp"]));
        Assert.NotEmpty(Dish.Checkpoints(_folder["run"]));

        Directory.Delete(_folder["run/paired.csv"], recursive: true);
        var seen = new List<RunProgress>();
        await _runs.Submit(Dish.Request(_folder["run"]) with { Continue = true });
        await foreach (var progress in _runs.Watch(Dish.First)) seen.Add(progress);
        Assert.All(seen, p => Assert.Equal(2, p.Part));
        Dish.Same(_finished.Folder, _folder["run"]);
    }

    [Fact]
    public async Task A_complete_run_that_is_resumed_stays_as_it_is()
    {
        Dish.Copy(_finished.Folder, _folder["run"]);
        var (files, manifest) = (Dish.Files(_folder["run"]), File.ReadAllText(_folder["run/run.json"]));
        var run = await Dish.Carry(Dish.Request(_folder["run"]) with { Continue = true });

        Assert.Equal((RunStatus.Completed, 1), (run.Status, run.Progress!.Done));
        Assert.Equal(files, Dish.Files(_folder["run"]));
        Assert.Equal(manifest, File.ReadAllText(_folder["run/run.json"]));
    }

    [Fact]
    public async Task Another_scenario_does_not_go_on_with_a_run_even_where_there_is_no_checkpoint()
    {
        await Held(Dish.Request(_folder["first"]));
        var waiting = await _runs.Submit(Dish.Request(_folder["run"]));
        await _runs.Stop(waiting);
        var manifest = File.ReadAllText(_folder["run/run.json"]);
        var other = Dish.Of(Dish.With(("seed: 7", "seed: 8")));

        await Assert.ThrowsAsync<CheckpointException>(() => _runs.Submit(Dish.Request(_folder["run"], other) with { Continue = true }));
        Assert.Equal(manifest, File.ReadAllText(_folder["run/run.json"]));
        await _runs.Submit(Dish.Request(_folder["run"]) with { Continue = true }); // the folder was left free
    }

    [Fact]
    public async Task A_run_of_another_version_is_not_gone_on_with()
    {
        await Dish.StopAt(50, Dish.Request(_folder["run"]));
        File.WriteAllText(_folder["run/run.json"], File.ReadAllText(_folder["run/run.json"]).Replace($"\"sintropia\": \"{RunExecution.Version}\"", "\"sintropia\": \"0.0.1\""));

        var problem = await Assert.ThrowsAsync<CheckpointException>(() => _runs.Submit(Dish.Request(_folder["run"]) with { Continue = true }));
        Assert.Contains("0.0.1", problem.Message);
    }

    [Fact]
    public async Task A_resumed_run_keeps_when_it_was_started()
    {
        await Dish.StopAt(50, Dish.Request(_folder["run"]));
        var paused = Dish.Manifest(_folder["run"]);
        var later = new Clock();
        later.Pass(TimeSpan.FromDays(3));
        await Dish.Carry(Dish.Request(_folder["run"]) with { Continue = true }, later);
        var completed = Dish.Manifest(_folder["run"]);

        Assert.Equal((RunStatus.Paused, null), (paused.Status, paused.Finished));
        Assert.Equal(paused.Started, completed.Started);
        Assert.True(completed.Finished > paused.Started.AddDays(2));
        Assert.True(completed.WallSeconds > paused.WallSeconds && completed.WallSeconds < TimeSpan.FromDays(1).TotalSeconds);
    }

    [Theory]
    [InlineData(0, 256, 2, "Threads")]
    [InlineData(1, 3, 2, "NicheSize")]
    [InlineData(1, 256, 0, "KeepCheckpoints")]
    public async Task Options_out_of_range_are_refused_at_the_door(int threads, int nicheSize, int keep, string option)
    {
        var problem = await Assert.ThrowsAsync<ValidationException>(() => _runs.Submit(Dish.Request(_folder["run"], options: Dish.Options(threads, nicheSize, keep: keep))));

        Assert.Contains(option, problem.Message);
        Assert.False(Directory.Exists(_folder["run"]));
    }

    public async ValueTask DisposeAsync()
    {
        await _runs.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Submits the first run, and waits until it is held at its beginning.</summary>
    private async Task Held(RunRequest request)
    {
        _clock.AtLook = look =>
        {
            if (look == 1) _runs.Pause(Dish.First);
        };
        await _runs.Submit(request);
        await foreach (var progress in _runs.Watch(Dish.First))
            if (progress.Status == RunStatus.Paused) break;
    }
}
