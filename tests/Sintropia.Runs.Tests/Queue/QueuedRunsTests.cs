using System.Text.Json.Nodes;
using Sintropia.Biology.Cells;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Queue;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Tests.Queue;

public sealed class QueuedRunsTests(FinishedDish finished) : IClassFixture<FinishedDish>, IDisposable
{
    private static readonly RunId Second = new("run-000002");
    private readonly TemporaryFolder _folder = new();

    private static RunId First { get; } = new("run-000001");

    /// <summary>Lasts longer than any test.</summary>
    private static RunPlan Endless { get; } = Dish.Of(Dish.With(("duration: 24 h", "duration: 200000 h"), ("record: every 2 h", "record: every 1000 h\nlineage: none"), ("cells: 300 cells", "cells: 20 cells")));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_comes_to_the_same_result_as_without_a_queue()
    {
        await using var runs = Open();
        var id = await runs.Submit(Request());
        Assert.Equal((First, RunStatus.Completed), (id, (await Dish.Follow(runs, id)).Status));

        Dish.Same(finished.Folder, _folder["data/runs/run-000001"]);
    }

    [Fact]
    public async Task Runs_that_wait_when_it_is_closed_wait_in_the_same_order_when_it_is_opened_again()
    {
        await using (var runs = Open())
        {
            await runs.Submit(Request(Endless));
            await Becomes(runs, First, RunStatus.Running);
            for (var i = 0; i < 3; i++) await runs.Submit(Request());
        }

        await using var again = Open();
        await Becomes(again, First, RunStatus.Running);
        Assert.Equal([null, 0, 1, 2], (await again.List()).Select(r => r.Ahead));
        await again.Cancel(First);
        foreach (var run in (await again.List()).Skip(1)) Assert.Equal(RunStatus.Completed, (await Dish.Follow(again, run.Id)).Status);
        Dish.Same(finished.Folder, _folder["data/runs/run-000004"]);
    }

    [Fact]
    public async Task A_run_under_way_when_it_is_closed_goes_on_from_its_checkpoint()
    {
        double reached = 0;
        await using (var runs = Open())
        {
            await runs.Submit(Request(Endless));
            await foreach (var progress in runs.Watch(First))
                if ((reached = progress.Time) > 50) break;
        }

        await using var again = Open();
        await foreach (var progress in again.Watch(First))
        {
            if (progress.Status != RunStatus.Running) continue;
            Assert.True(progress.Time >= reached, $"{progress.Time} h, after {reached} h");
            break;
        }
    }

    [Fact]
    public async Task A_held_run_gives_up_its_turn_and_its_watchers_stay()
    {
        await using var runs = Open();
        await runs.Submit(Request(Endless));
        await Becomes(runs, First, RunStatus.Running);
        await runs.Submit(Request());
        var (seen, looks) = (new List<RunStatus>(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var watching = Task.Run(async () =>
        {
            await foreach (var progress in runs.Watch(First))
            {
                if (seen.Count == 0 || seen[^1] != progress.Status) seen.Add(progress.Status);
                looks.TrySetResult();
            }
        }, TestContext.Current.CancellationToken);

        await looks.Task; // who comes when all is over has seen no pause
        await runs.Stop(First);
        Assert.Equal(RunStatus.Completed, (await Dish.Follow(runs, Second)).Status);
        await runs.Resume(First);
        await Becomes(runs, First, RunStatus.Running);
        await runs.Cancel(First);
        await watching;

        Assert.Equal(RunStatus.Cancelled, seen[^1]);
        Assert.Contains(RunStatus.Paused, seen);
    }

    [Fact]
    public async Task A_held_run_stays_held_when_the_folder_is_opened_again()
    {
        await using (var runs = Open())
        {
            await runs.Submit(Request(Endless));
            await runs.Stop(First);
        }

        await using var again = Open();
        Assert.Equal(RunStatus.Paused, (await again.Get(First)).Status);
        await Assert.ThrowsAsync<InvalidOperationException>(() => again.Inspect(First, new CellId(1, 2)));
    }

    [Fact]
    public async Task Several_are_carried_out_at_a_time_where_that_is_wanted()
    {
        await using var runs = Open(atOnce: 2);
        await runs.Submit(Request(Endless));
        await runs.Submit(Request(Endless));
        await Becomes(runs, First, RunStatus.Running);
        await Becomes(runs, Second, RunStatus.Running);
        await runs.Cancel(First);
        await runs.Cancel(Second);
    }

    [Fact]
    public async Task A_key_is_one_run_also_when_the_folder_is_opened_again()
    {
        await using (var runs = Open()) Assert.Equal(First, await runs.Submit(Request() with { Key = "mine" }));

        await using var again = Open();
        Assert.Equal(First, await again.Submit(Request() with { Key = "mine" }));
        Assert.Equal(First, (await Assert.ThrowsAsync<RunKeyConflictException>(() => again.Submit(Request(Endless) with { Key = "mine" }))).Id);
        Assert.Single(await again.List());
    }

    [Fact]
    public async Task What_failed_is_told_again_and_can_be_tried_again()
    {
        var plan = Dish.Of(Dish.With(("seed: 7", "seed: 7\nlimit: 310 cells")));
        string failure;
        await using (var runs = Open())
        {
            await runs.Submit(Request(plan));
            failure = (await Dish.Follow(runs, First)).Failure!.Message;
        }

        await using var again = Open();
        Assert.Equal((RunStatus.Failed, failure), ((await again.Get(First)).Status, (await again.Get(First)).Failure!.Message));
        await again.Resume(First);
        Assert.Equal(RunStatus.Failed, (await Dish.Follow(again, First)).Status);
    }

    [Fact]
    public async Task A_folder_that_nobody_accepted_is_no_run_and_its_number_is_not_given_again()
    {
        Directory.CreateDirectory(_folder["data/runs/run-000007"]);
        await File.WriteAllTextAsync(_folder["data/runs/run-000007/run.json.tmp"], "half", TestContext.Current.CancellationToken);
        await using var runs = Open();

        Assert.Empty(await runs.List());
        Assert.Equal("run-000008", (await runs.Submit(Request())).Value);
    }

    [Fact]
    public async Task A_run_that_another_version_accepted_and_did_not_begin_is_begun_by_this()
    {
        await using (var runs = Open())
        {
            await runs.Submit(Request(Endless));
            await runs.Submit(Request());
        }

        var path = _folder["data/runs/run-000002/run.json"];
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!;
        manifest["sintropia"] = "0.0.9";
        await File.WriteAllTextAsync(path, manifest.ToJsonString(), TestContext.Current.CancellationToken);

        await using var again = Open();
        await again.Cancel(First);
        Assert.Equal(RunStatus.Completed, (await Dish.Follow(again, Second)).Status);
        Assert.Equal(RunExecution.Version, Dish.Manifest(_folder["data/runs/run-000002"]).Sintropia);
    }

    [Fact]
    public async Task A_spoilt_scenario_fails_its_run_and_the_others_have_their_turn()
    {
        await using (var runs = Open())
        {
            await runs.Submit(Request(Endless));
            await runs.Submit(Request());
            await runs.Submit(Request());
        }

        await File.WriteAllTextAsync(_folder["data/runs/run-000002/scenario.yaml"], "format: 1", TestContext.Current.CancellationToken);
        await using var again = Open();
        await again.Cancel(First);

        Assert.Equal(RunStatus.Failed, (await Dish.Follow(again, Second)).Status);
        Assert.Equal(RunStatus.Completed, (await Dish.Follow(again, new("run-000003"))).Status);
        Assert.Equal(RunStatus.Failed, Dish.Manifest(_folder["data/runs/run-000002"]).Status);
    }

    [Fact]
    public async Task An_entry_that_cannot_be_read_is_told_by_its_name()
    {
        await using (var runs = Open()) await runs.Submit(Request());
        await File.WriteAllTextAsync(_folder["data/queue/run-000001.json"], "{", TestContext.Current.CancellationToken);

        Assert.Contains("run-000001.json", Assert.Throws<InvalidDataException>(() => Open()).Message);
    }

    [Fact]
    public async Task Who_completes_is_told_to_the_host_before_it_is_told_to_others()
    {
        string? told = null;
        RunStatus? then = null;
        var runs = QueuedRuns.Open(new() { DataFolder = _folder["data"], Threads = 1, LeastFreeMegabytes = 0 }, TimeProvider.System, folder => (told, then) = (folder, Dish.Manifest(folder).Status));
        await using (runs)
        {
            await runs.Submit(Request());
            await Dish.Follow(runs, First);
        }

        Assert.Equal((_folder["data/runs/run-000001"], RunStatus.Completed), (told, then));
    }

    [Fact]
    public async Task A_host_that_fails_then_does_not_fail_the_run()
    {
        await using var runs = QueuedRuns.Open(new() { DataFolder = _folder["data"], Threads = 1, LeastFreeMegabytes = 0 }, TimeProvider.System, _ => throw new IOException("no ink"));
        await runs.Submit(Request());
        var notes = new List<string?>();
        await foreach (var progress in runs.Watch(First)) notes.Add(progress.Note);

        Assert.Equal(RunStatus.Completed, (await runs.Get(First)).Status);
        Assert.Contains(notes, n => n?.Contains("no ink", StringComparison.Ordinal) is true);
    }

    private static async Task Becomes(IRuns runs, RunId id, RunStatus status)
    {
        await foreach (var progress in runs.Watch(id))
            if (progress.Status == status) return;
        Assert.Equal(status, (await runs.Get(id)).Status);
    }

    private static RunRequest Request(RunPlan? plan = null) => new(plan ?? Dish.Plan, "");

    private QueuedRuns Open(int atOnce = 1) => QueuedRuns.Open(new() { DataFolder = _folder["data"], AtOnce = atOnce, Threads = 1, LeastFreeMegabytes = 0 }, TimeProvider.System);
}
