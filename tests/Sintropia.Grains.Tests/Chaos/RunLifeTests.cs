using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Storage;
using Sintropia.Biology.Cells;
using Sintropia.Grains.Cells;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Niches;
using Sintropia.Grains.Organisms;
using Sintropia.Grains.Runs;
using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;

namespace Sintropia.Grains.Tests.Chaos;

/// <summary>Users hold runs, stop them and go away, populations grow, disks fill up.</summary>
public sealed class RunLifeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static RunSettings Niches => new() { Resolution = Resolution.Niche, NicheSize = 32 };

    [Fact]
    public async Task A_run_whose_user_is_gone_is_watched_to_its_end_by_another()
    {
        var plan = Dish.Plan(80, "24 h");
        var moments = new Moments();
        await using var cluster = await Cluster.Of(2, (_, silo) => silo.AddIncomingGrainCallFilter(moments));
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = moments.Tick(0, 5, () => Task.Run(reached.SetResult));
        var id = await cluster.Runs(Niches).Submit(new(plan, "there"), Cancellation);
        await reached.Task;

        await cluster.Silos.KillClientAsync();
        await cluster.Silos.InitializeClientAsync();

        await Ending.As(plan, cluster, await cluster.End(id));
    }

    [Theory]
    [InlineData(Resolution.Niche)]
    [InlineData(Resolution.Cell)]
    public async Task A_run_that_is_held_until_its_cells_were_let_go_can_be_looked_into_and_goes_on(Resolution resolution)
    {
        var plan = Dish.Plan(60, "24 h");
        await using var cluster = await Cluster.Of(2, (_, silo) => silo.Configure<GrainCollectionOptions>(o => (o.CollectionAge, o.CollectionQuantum) = (TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(1))));
        var runs = cluster.Runs(Niches with { Resolution = resolution });
        var id = await runs.Submit(new(plan, "there"), Cancellation);
        await runs.Pause(id, Cancellation);
        await cluster.ResidentsAre(residents => residents.Length == 0);

        Assert.Equal(RunStatus.Paused, (await runs.Get(id, Cancellation)).Status);
        Assert.NotNull(await runs.Inspect(id, CellId.Founder(0, 3), Cancellation) ?? await runs.Inspect(id, CellId.Founder(0, 3).Daughter(0), Cancellation) ?? await runs.Inspect(id, CellId.Founder(0, 3).Daughter(0).Daughter(0), Cancellation));
        await cluster.ResidentsAre(residents => residents.Length == 0);
        await runs.Resume(id, Cancellation);

        await Ending.As(plan, cluster, await cluster.End(id));
    }

    [Fact]
    public async Task A_run_that_is_held_stays_held_when_its_silo_is_lost()
    {
        var plan = Dish.Plan(80, "24 h");
        await using var cluster = await Cluster.Of(2);
        var runs = cluster.Runs(Niches);
        var id = await runs.Submit(new(plan, "there"), Cancellation);
        await runs.Pause(id, Cancellation);

        await cluster.Silos.KillSiloAsync(cluster.SiloOf(GrainId.Create("run", id.Value)));
        await cluster.Silos.StartAdditionalSiloAsync();
        await Cluster.Until(async () => await cluster.Recoveries(id) > 0 && (await runs.Get(id, Cancellation)).Status == RunStatus.Paused);

        var held = (await runs.Get(id, Cancellation)).Progress;
        await runs.Inspect(id, CellId.Founder(0, 3), Cancellation); // its thread listens, and does nothing else
        var still = (await runs.Get(id, Cancellation)).Progress;
        Assert.Equal((RunStatus.Paused, held!.Time), (still!.Status, still.Time));
        await runs.Resume(id, Cancellation);
        await Ending.As(plan, cluster, await cluster.End(id));
    }

    [Theory]
    [InlineData(RunEnd.Checkpoint)]
    [InlineData(RunEnd.Cancel)]
    public async Task A_run_can_be_ended_while_its_silo_is_being_lost_and_a_stopped_one_goes_on(RunEnd end)
    {
        // Of so many ticks that it is not over before whoever ends it finds out that its call was lost.
        var plan = RunPlans.Of(ScenarioFile.Parse(Dish.Text(20, "72 h").Replace("record: every 2 h", "tick: 4 min\nrecord: every 2 h", StringComparison.Ordinal), "dish.yaml"));
        var moments = new Moments();
        await using var cluster = await Cluster.Of(2, (_, silo) => silo.AddIncomingGrainCallFilter(moments));
        var runs = cluster.Runs(Niches);
        string? run = null;
        var ended = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = moments.Tick(0, 20, () =>
        {
            ended.SetResult(end == RunEnd.Cancel ? runs.Cancel(new(run!), Cancellation) : runs.Stop(new(run!), Cancellation));
            return cluster.Silos.KillSiloAsync(cluster.SiloOf(GrainId.Create("run", run!)));
        });
        var id = await runs.Submit(new(plan, "there") { Options = new() { CheckpointEvery = TimeSpan.FromMilliseconds(1) } }, Cancellation);
        run = id.Value;

        await Cluster.Comes(await ended.Task);

        var expected = end == RunEnd.Cancel ? RunStatus.Cancelled : RunStatus.Paused;
        Assert.Equal(expected, (await runs.Get(id, Cancellation)).Status);
        Assert.Equal(expected, cluster.Manifest("there").Status);
        await Ending.Nothing(cluster);
        if (end == RunEnd.Cancel) return;
        await Ending.As(plan, cluster, await cluster.Run(new(plan, "there") { Continue = true }, Niches));
    }

    [Fact]
    public async Task A_population_that_outgrows_a_grain_for_every_cell_moves_to_niches_while_it_lives()
    {
        var plan = Dish.Plan(60, "48 h");
        var moments = new Moments();
        await using var cluster = await Cluster.Of(2, (_, silo) => silo.AddIncomingGrainCallFilter(moments));
        var asCells = moments.Call(nameof(ICellGrain.Live), () => Task.CompletedTask);
        var asNiches = moments.Call(nameof(INicheGrain.Give), () => Task.CompletedTask);

        var view = await cluster.Run(new(plan, "there"), new() { Resolution = Resolution.Auto, MostCellGrains = 80, NicheSize = 32 });

        await Ending.As(plan, cluster, view);
        Assert.True(asCells.IsCompletedSuccessfully && asNiches.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_fork_ends_as_in_one_process_though_a_silo_is_lost_in_a_branch()
    {
        Directory.CreateDirectory(_folder["scenario"]);
        await File.WriteAllTextAsync(_folder["scenario/scenario.yaml"], Dish.Text(80), Cancellation);
        await File.WriteAllTextAsync(_folder["scenario/branch.yaml"], "conditions:\n  late: [ { compound: drug, dose: 1 uM, from: 14 h } ]\n", Cancellation);
        var plan = RunPlans.Of(ScenarioBranch.Load(_folder["scenario/scenario.yaml"], _folder["scenario/branch.yaml"], "control", 12), new("left", "control", 12), Encoding.UTF8.GetBytes("conditions:\n  late: [ { compound: drug, dose: 1 uM, from: 14 h } ]\n"));
        var moments = new Moments();
        await using var cluster = await Cluster.Of(2, (_, silo) => silo.AddIncomingGrainCallFilter(moments));
        string? run = null;
        var lost = moments.Tick(2, 30, () => cluster.Silos.KillSiloAsync(cluster.SiloOf(GrainId.Create("run", run!))));

        var id = await cluster.Runs(Niches).Submit(new(plan, "there") { Options = new() { CheckpointEvery = TimeSpan.FromMilliseconds(100) } }, Cancellation);
        run = id.Value;

        await Ending.As(plan, cluster, await cluster.End(id));
        Assert.True(lost.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_full_disk_ends_a_run_with_its_reason_and_the_run_goes_on_when_there_is_room()
    {
        var plan = Dish.Plan(80, "24 h");
        var full = true;
        await using var cluster = await Cluster.Of(2, checkpoints: store => new Filling(store, () => full));

        var view = await cluster.Run(new(plan, "there") { Options = new() { CheckpointEvery = TimeSpan.FromMilliseconds(1) } }, Niches);

        Assert.Equal(RunStatus.Failed, view.Status);
        Assert.Contains("No space left on device", view.Failure!.Message, StringComparison.Ordinal);
        Assert.Contains("No space left on device", cluster.Manifest("there").Failure, StringComparison.Ordinal);
        await Ending.Nothing(cluster);

        full = false;
        await Ending.As(plan, cluster, await cluster.Run(new(plan, "there") { Continue = true }, Niches));
    }

    [Fact]
    public async Task A_run_whose_end_cannot_be_stored_has_not_ended_and_is_brought_back()
    {
        var plan = Dish.Plan(20, "12 h");
        RunTold? told = null;
        string[] open = [];
        async Task Refuse(IGrainFactory grains, GrainId run)
        {
            if (told is not null) return;
            await grains.GetGrain<IRunGrain>(run).Wake(); // as the keeper does; what has ended is struck out then
            (told, open) = (await grains.GetGrain<IRunGrain>(run).Get(), await grains.GetGrain<IRunRegistryGrain>(0).Open());
            throw new IOException("No space left on device");
        }

        await using var cluster = await Cluster.Of(1, (_, silo) => silo.Services.AddGrainStorage(GrainStorage.Name, (services, _) =>
            new Refusing(new FolderGrainStorage(_folder["grains"], services.GetRequiredService<Serializer>()), run => Refuse(services.GetRequiredService<IGrainFactory>(), run))));

        var view = await cluster.Run(new(plan, "there"), Niches);

        Assert.False(told!.HasEnded);
        Assert.Equal([view.Id.Value], open);
        await Ending.As(plan, cluster, view);
        Assert.Equal(1, await cluster.Recoveries(view.Id));
    }

    [Fact]
    public async Task A_folder_that_is_removed_under_a_run_is_told_and_harms_no_other_run()
    {
        var plan = Dish.Plan(80, "24 h");
        var moments = new Moments();
        await using var cluster = await Cluster.Of(2, (_, silo) => silo.AddIncomingGrainCallFilter(moments));
        _ = moments.Tick(0, 20, () => Task.Run(() => Directory.Delete(Path.Combine(cluster.Folder, "there"), recursive: true)));

        var view = await cluster.Run(new(plan, "there") { Options = new() { CheckpointEvery = TimeSpan.FromMilliseconds(1) } }, Niches);

        Assert.Equal(RunStatus.Failed, view.Status);
        Assert.Contains("there", view.Failure!.Message, StringComparison.Ordinal);
        await Ending.As(plan, cluster, await cluster.Run(new(plan, "elsewhere"), Niches));
    }

    [Fact]
    public async Task Runs_side_by_side_do_not_disturb_each_other_when_a_silo_is_lost()
    {
        var plans = new[] { Dish.Plan(40, "24 h"), Dish.Plan(60, "24 h"), Dish.Plan(50, "24 h", listening: true) };
        var moments = new Moments();
        await using var cluster = await Cluster.Of(3, (_, silo) => silo.AddIncomingGrainCallFilter(moments));
        string? run = null;
        var lost = moments.Tick(1, 20, () => cluster.Silos.KillSiloAsync(cluster.SiloOf(GrainId.Create("run", run!))));
        var ids = new List<RunId>();
        foreach (var plan in plans)
        {
            ids.Add(await cluster.Runs(Niches).Submit(new(plan, $"there-{ids.Count}") { Options = new() { CheckpointEvery = TimeSpan.FromMilliseconds(100) } }, Cancellation));
            run ??= ids[0].Value;
        }

        var views = new List<RunView>();
        foreach (var id in ids) views.Add(await cluster.End(id));

        for (var i = 0; i < plans.Length; i++) await Ending.As(plans[i], cluster, views[i]);
        Assert.True(lost.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_run_of_which_the_list_of_runs_did_not_hear_at_first_is_submitted_again()
    {
        var plan = Dish.Plan(40, "12 h");
        var deaf = new Deaf();
        await using var cluster = await Cluster.Of(1, (_, silo) => silo.AddIncomingGrainCallFilter(deaf));

        var view = await cluster.Run(new(plan, "there"), Niches);

        Assert.True(deaf.Asked >= 2);
        await Ending.As(plan, cluster, view);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A storage that may refuse to store that a run has ended.</summary>
    private sealed class Refusing(FolderGrainStorage storage, Func<GrainId, Task> refuse) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ReadStateAsync(stateName, grainId, grainState);

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (grainState.State is RunRecord { HasEnded: true }) await refuse(grainId);
            await storage.WriteStateAsync(stateName, grainId, grainState);
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ClearStateAsync(stateName, grainId, grainState);
    }

    /// <summary>A disk with room for a few checkpoints.</summary>
    private sealed class Filling(ICheckpointStore store, Func<bool> full) : ICheckpointStore
    {
        public IReadOnlyList<string> List() => store.List();

        public void Begin(string name) => store.Begin(name);

        public Stream Create(string name, string file) => full() && string.CompareOrdinal(name, "part-0000-tick-000000000010") > 0 ? throw new IOException("No space left on device") : store.Create(name, file);

        public void Commit(string name) => store.Commit(name);

        public void Abandon(string name) => store.Abandon(name);

        public Stream Open(string name, string file) => store.Open(name, file);

        public void Delete(string name) => store.Delete(name);

        public void Clear() => store.Clear();
    }

    /// <summary>Loses the first call that would put a run on the list.</summary>
    private sealed class Deaf : IIncomingGrainCallFilter
    {
        private int _asked;

        public int Asked => _asked;

        public Task Invoke(IIncomingGrainCallContext context) =>
            context.MethodName == nameof(IRunRegistryGrain.Begin) && context.InterfaceName.Contains("IRunRegistryGrain", StringComparison.Ordinal) && Interlocked.Increment(ref _asked) == 1
                ? throw new TimeoutException("The question was lost.")
                : context.Invoke();
    }
}
