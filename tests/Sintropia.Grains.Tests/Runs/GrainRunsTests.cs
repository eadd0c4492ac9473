using System.ComponentModel.DataAnnotations;
using Sintropia.Biology.Cells;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Runs;
using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;

namespace Sintropia.Grains.Tests.Runs;

/// <summary>The port on a cluster answers as it does in one process.</summary>
public sealed class GrainRunsTests(GrainRunsTests.OneSilo silo) : IClassFixture<GrainRunsTests.OneSilo>
{
    private const int Piece = 1 << 19; // what a file is read in

    private static int _folders;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private GrainRuns Runs => silo.Cluster.Runs(new() { Resolution = Resolution.Niche, NicheSize = 64 });

    [Fact]
    public async Task Nobody_is_told_of_a_run_that_there_is_not()
    {
        var id = new RunId("run-999999");

        await Assert.ThrowsAsync<UnknownRunException>(() => Runs.Get(id, Cancellation));
        await Assert.ThrowsAsync<UnknownRunException>(async () =>
        {
            await foreach (var _ in Runs.Watch(id, Cancellation)) Assert.Fail("There is nothing to watch.");
        });
        await Assert.ThrowsAsync<UnknownRunException>(() => Runs.Inspect(id, CellId.Founder(0, 0), Cancellation));
        await Assert.ThrowsAsync<UnknownRunException>(() => Runs.Pause(id, Cancellation));
        await Assert.ThrowsAsync<UnknownRunException>(() => Runs.Resume(id, Cancellation));
        await Assert.ThrowsAsync<UnknownRunException>(() => Runs.Stop(id, Cancellation));
        await Assert.ThrowsAsync<UnknownRunException>(() => Runs.Cancel(id, Cancellation));
        await Assert.ThrowsAsync<UnknownRunException>(() => Runs.Results(id, Cancellation));
        var unknown = await Assert.ThrowsAsync<UnknownRunException>(() => Runs.Open(id, "run.json", Cancellation));
        Assert.Equal(new UnknownRunException(id).Message, unknown.Message);
        Assert.DoesNotContain(await Runs.List(Cancellation), view => view.Id == id);
    }

    [Fact]
    public async Task A_run_is_listed_watched_to_its_end_and_read()
    {
        var request = Request("12 h");
        var id = await Runs.Submit(request, Cancellation);

        RunProgress? last = null;
        await foreach (var progress in Runs.Watch(id, Cancellation)) last = progress;

        Assert.Equal((RunStatus.Completed, 1.0), (last!.Status, last.Done));
        var view = await Runs.Get(id, Cancellation);
        Assert.Equal((id, "Dish", request.Directory, RunStatus.Completed, null), (view.Id, view.Name, view.Directory, view.Status, view.Failure));
        Assert.Contains(await Runs.List(Cancellation), listed => listed.Id == id);
        Assert.Equal(Directory.GetFiles(Path.Combine(silo.Cluster.Folder, request.Directory)).Select(Path.GetFileName).Order(StringComparer.Ordinal), await Runs.Results(id, Cancellation));
        await foreach (var again in Runs.Watch(id, Cancellation)) Assert.Equal(RunStatus.Completed, again.Status); // who looks late is told how it ended
        await Assert.ThrowsAsync<InvalidOperationException>(() => Runs.Inspect(id, CellId.Founder(0, 0), Cancellation));
        await Runs.Pause(id, Cancellation); // what has ended stays as it is
        await Runs.Resume(id, Cancellation);
        await Runs.Stop(id, Cancellation);
        await Runs.Cancel(id, Cancellation);
        Assert.Equal(RunStatus.Completed, (await Runs.Get(id, Cancellation)).Status);
    }

    [Fact]
    public async Task Files_of_many_pieces_are_read_whole_and_names_that_lead_elsewhere_are_not_found()
    {
        var request = Request("10 h");
        var id = await Runs.Submit(request, Cancellation);
        await End(id);
        var content = new byte[3 * Piece / 2 + 17];
        new Random(1).NextBytes(content);
        await File.WriteAllBytesAsync(Path.Combine(silo.Cluster.Folder, request.Directory, "long.csv"), content, Cancellation);
        await File.WriteAllBytesAsync(Path.Combine(silo.Cluster.Folder, request.Directory, "exact.csv"), content.AsMemory(0, Piece), Cancellation);
        await File.WriteAllBytesAsync(Path.Combine(silo.Cluster.Folder, request.Directory, "empty.csv"), [], Cancellation);

        Assert.Equal(content, await Bytes(id, "long.csv"));
        Assert.Equal(content[..Piece], await Bytes(id, "exact.csv"));
        Assert.Empty(await Bytes(id, "empty.csv"));
        foreach (var name in new[] { "../secret", "..", ".", "", "run.lock", "checkpoints", "checkpoints/../run.json", "nothing.csv", "run.json.tmp", "/etc/passwd" })
            await Assert.ThrowsAsync<FileNotFoundException>(() => Runs.Open(id, name, Cancellation));
    }

    [Fact]
    public async Task A_held_run_can_be_looked_into_and_goes_on_when_it_is_let()
    {
        var id = await Runs.Submit(Request("24 h"), Cancellation);
        await Runs.Pause(id, Cancellation);
        await Until(id, RunStatus.Paused);

        var founder = CellId.Founder(0, 0);
        var line = new[] { founder, founder.Daughter(0), founder.Daughter(1), CellId.Founder(0, 1), CellId.Founder(0, 1).Daughter(0) };
        var seen = new List<CellView>();
        foreach (var cell in line)
            if (await Runs.Inspect(id, cell, Cancellation) is { } view) seen.Add(view);
        Assert.NotEmpty(seen);
        Assert.All(seen, view => Assert.Equal(("line", "dish"), (view.CellType, view.Tissue)));
        Assert.Null(await Runs.Inspect(id, CellId.Founder(17, 17), Cancellation));

        await Runs.Resume(id, Cancellation);
        Assert.Equal(RunStatus.Completed, (await End(id)).Status);
    }

    [Fact]
    public async Task A_stopped_run_goes_on_when_it_is_submitted_again_and_a_complete_one_stays()
    {
        var plan = Dish.Plan(60, "48 h");
        var expected = await Dish.InProcess(plan, silo.Folder[$"here-{Interlocked.Increment(ref _folders)}"]);
        var request = Request("48 h");
        var id = await Runs.Submit(request, Cancellation);
        await Runs.Pause(id, Cancellation);
        await Runs.Stop(id, Cancellation);
        Assert.Equal(RunStatus.Paused, (await Runs.Get(id, Cancellation)).Status);
        Assert.Equal(RunStatus.Paused, Manifest(request).Status);

        var again = await Runs.Submit(request with { Continue = true }, Cancellation);
        Assert.Equal(RunStatus.Completed, (await End(again)).Status);
        Assert.Equal(expected.Fingerprint, Manifest(request).Fingerprint);

        var complete = await Runs.Submit(request with { Continue = true }, Cancellation);
        Assert.Equal(RunStatus.Completed, (await End(complete)).Status);
    }

    [Fact]
    public async Task A_cancelled_run_says_so_and_its_folder_too()
    {
        var request = Request("2000 h");
        var id = await Runs.Submit(request, Cancellation);

        await Runs.Cancel(id, Cancellation);

        Assert.Equal(RunStatus.Cancelled, (await End(id)).Status);
        Assert.Equal(RunStatus.Cancelled, Manifest(request).Status);
        Assert.DoesNotContain(id.Value, await silo.Cluster.Silos.Client.GetGrain<IRunRegistryGrain>(0).Open());
    }

    [Fact]
    public async Task What_cannot_be_run_is_refused_at_the_door_and_leaves_no_run()
    {
        var request = Request("10 h");
        await End(await Runs.Submit(request, Cancellation));
        var before = (await Runs.List(Cancellation)).Count;

        Assert.Contains("holds a run already", (await Assert.ThrowsAsync<IOException>(() => Runs.Submit(request, Cancellation))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<IOException>(() => Runs.Submit(request with { Directory = "../elsewhere" }, Cancellation));
        await Assert.ThrowsAsync<IOException>(() => Runs.Submit(request with { Directory = "nothing", Continue = true }, Cancellation));
        await Assert.ThrowsAsync<CheckpointException>(() => Runs.Submit(request with { Plan = Dish.Plan(61, "10 h"), Continue = true }, Cancellation));
        await Assert.ThrowsAsync<ValidationException>(() => Runs.Submit(Request("10 h") with { Options = new() { CheckpointEvery = TimeSpan.Zero } }, Cancellation));
        await Assert.ThrowsAsync<ValidationException>(() => Runs.Submit(Request("10 h") with { Options = new() { KeepCheckpoints = 0 } }, Cancellation));

        Assert.Equal(before, (await Runs.List(Cancellation)).Count);
        Assert.Equal(RunStatus.Completed, (await End(await Runs.Submit(request with { Replace = true }, Cancellation))).Status);
    }

    [Fact]
    public async Task A_folder_in_which_a_run_is_under_way_is_refused_to_another()
    {
        var request = Request("2000 h");
        var id = await Runs.Submit(request, Cancellation);

        await Assert.ThrowsAsync<FolderInUseException>(() => Runs.Submit(request with { Continue = true }, Cancellation));
        await Assert.ThrowsAsync<FolderInUseException>(() => Runs.Submit(request with { Replace = true }, Cancellation));

        Assert.Equal(RunStatus.Running, (await Runs.Get(id, Cancellation)).Status);
        await Runs.Cancel(id, Cancellation);
    }

    [Fact]
    public async Task Too_many_cells_end_a_run_as_in_one_process()
    {
        var plan = Dish.Plan(60, "200 h", limit: 200);
        var here = await Dish.End(plan, silo.Folder[$"here-{Interlocked.Increment(ref _folders)}"]);

        var there = await End(await Runs.Submit(new(plan, $"there-{Interlocked.Increment(ref _folders)}"), Cancellation));

        Assert.Equal((RunStatus.Failed, here.Failure!.Message), (there.Status, there.Failure?.Message));
    }

    [Fact]
    public async Task What_a_host_does_with_a_complete_run_is_done_before_that_is_told_and_the_run_stays_complete_though_it_fails()
    {
        var (plan, done) = (Dish.Plan(60, "10 h"), new List<string>());
        await using var cluster = await Cluster.Of(1, completed: path =>
        {
            done.Add(path);
            if (done.Count == 1) File.WriteAllText(Path.Combine(path, "report.html"), "a report");
            else throw new IOException("No space is left for a report.");
        });
        var runs = cluster.Runs();

        async Task<(RunView View, string? Note)> Ended(string folder)
        {
            RunProgress? last = null;
            var id = await runs.Submit(new(plan, folder), Cancellation);
            await foreach (var progress in runs.Watch(id, Cancellation)) last = progress;
            return (await runs.Get(id, Cancellation), last!.Note);
        }

        var (first, second) = (await Ended("first"), await Ended("second"));

        Assert.Equal([Path.Combine(cluster.Folder, "first"), Path.Combine(cluster.Folder, "second")], done);
        Assert.Equal((RunStatus.Completed, null), (first.View.Status, first.Note));
        Assert.Contains("report.html", await runs.Results(first.View.Id, Cancellation));
        Assert.Equal((RunStatus.Completed, null), (second.View.Status, second.View.Failure));
        Assert.Contains("No space is left for a report.", second.Note, StringComparison.Ordinal);
    }

    private static RunRequest Request(string duration) => new(Dish.Plan(60, duration), $"there-{Interlocked.Increment(ref _folders)}");

    private RunManifest Manifest(RunRequest request) => RunDirectory.Open(Path.Combine(silo.Cluster.Folder, request.Directory)).Manifest();

    private async Task<RunView> End(RunId id)
    {
        await foreach (var _ in Runs.Watch(id, Cancellation))
        {
        }

        return await Runs.Get(id, Cancellation);
    }

    private async Task Until(RunId id, RunStatus status)
    {
        await foreach (var progress in Runs.Watch(id, Cancellation))
            if (progress.Status == status) return;
        Assert.Fail($"Run {id} ended and never was {status}.");
    }

    private async Task<byte[]> Bytes(RunId id, string file)
    {
        await using var stream = await Runs.Open(id, file, Cancellation);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Cancellation);
        return copy.ToArray();
    }

    /// <summary>A cluster of one silo for all tests here.</summary>
    public sealed class OneSilo : IAsyncLifetime
    {
        internal Cluster Cluster { get; private set; } = null!;

        internal TemporaryFolder Folder { get; } = new();

        public async ValueTask InitializeAsync() => Cluster = await Cluster.Of(1);

        public async ValueTask DisposeAsync()
        {
            await Cluster.DisposeAsync();
            Folder.Dispose();
        }
    }
}
