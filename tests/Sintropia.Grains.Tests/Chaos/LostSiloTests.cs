using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using Sintropia.Grains.Cells;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Organisms;
using Sintropia.Grains.Runs;
using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Port;

namespace Sintropia.Grains.Tests.Chaos;

/// <summary>Silos are lost, leave and join while a run is under way.</summary>
public sealed class LostSiloTests
{
    private static readonly TimeSpan EveryTick = TimeSpan.FromMilliseconds(1), Often = TimeSpan.FromMilliseconds(200);

    public static TheoryData<int> FewSeeds => Suite.Seeds(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(FewSeeds))]
    public async Task A_silo_that_is_lost_while_a_run_is_brought_back_only_costs_another_attempt(int seed)
    {
        var plan = Dish.Plan(80, "24 h");
        var moments = new Moments();
        await using var cluster = await Of(3, moments);
        string? run = null;
        var (first, second) = (Task.CompletedTask, Task.CompletedTask);
        first = moments.Tick(1, 20, async () =>
        {
            second = moments.Call("Restore", () => Kill(cluster, run!, seed % 2 == 0));
            await Kill(cluster, run!, seed % 2 == 1);
        });

        var id = await cluster.Runs(Niches).Submit(Request(plan) with { Options = new() { CheckpointEvery = EveryTick } }, Cancellation);
        run = id.Value;

        await Ending.As(plan, cluster, await cluster.End(id));
        await first;
        await second;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_silo_that_is_lost_in_the_middle_of_an_infusion_takes_no_dose_with_it(bool itsOwn)
    {
        var plan = Dish.Patient();
        var moments = new Moments();
        await using var cluster = await Of(3, moments);
        string? run = null;
        var first = moments.Tick(1, 12, () => Kill(cluster, run!, itsOwn));

        var id = await cluster.Runs(Niches).Submit(Request(plan) with { Options = new() { CheckpointEvery = EveryTick } }, Cancellation);
        run = id.Value;

        await Ending.As(plan, cluster, await cluster.End(id));
        await first;
    }

    [Theory]
    [InlineData(Resolution.Niche, "Depart", true)]
    [InlineData(Resolution.Niche, "Receive", false)]
    [InlineData(Resolution.Cell, "Receive", true)]
    public async Task A_silo_that_is_lost_while_cells_are_on_their_way_takes_none_with_it_and_doubles_none(Resolution resolution, string asked, bool itsOwn)
    {
        var plan = Dish.Trafficking();
        var moments = new Moments();
        await using var cluster = await Of(3, moments);
        string? run = null;
        // A tissue or block is asked who leaves, or is brought who comes, when the silo goes.
        var second = Task.CompletedTask;
        var first = moments.Tick(1, 12, () => Task.FromResult(second = moments.Call(asked, () => Kill(cluster, run!, itsOwn))));

        var id = await cluster.Runs(new() { Resolution = resolution, NicheSize = 64 }).Submit(Request(plan) with { Options = new() { CheckpointEvery = EveryTick } }, Cancellation);
        run = id.Value;

        await Ending.As(plan, cluster, await cluster.End(id));
        await first;
        await second;
    }

    [Fact]
    public async Task A_run_spreads_to_a_silo_that_joins()
    {
        var plan = Dish.Plan(200, "24 h");
        var moments = new Moments();
        await using var cluster = await Of(1, moments);
        InProcessSiloHandle? joined = null;
        var joins = moments.Tick(0, 5, async () => joined = await cluster.Silos.StartAdditionalSiloAsync());
        var placed = 0;
        _ = moments.Tick(1, 40, () =>
        {
            placed = cluster.Silos.Silos.Count(s => s.ServiceProvider.GetRequiredService<Grains.Organisms.Residents>().Runs.Count > 0);
            return Task.CompletedTask;
        });

        var id = await cluster.Runs(Niches).Submit(Request(plan), Cancellation);

        await Ending.As(plan, cluster, await cluster.End(id));
        await joins;
        Assert.Equal(2, placed);
        Assert.NotNull(joined);
        Assert.Equal(0, await cluster.Recoveries(id));
    }

    [Fact]
    public async Task A_silo_that_leaves_in_good_order_is_left_in_good_order()
    {
        var plan = Dish.Plan(80, "24 h");
        foreach (var itsOwn in new[] { true, false })
        {
            var moments = new Moments();
            await using var cluster = await Of(2, moments);
            string? run = null;
            Task? left = null;
            var leaves = moments.Tick(0, 30, () =>
            {
                left = cluster.Silos.StopSiloAsync(Victim(cluster, run!, itsOwn));
                return Task.CompletedTask;
            });

            var id = await cluster.Runs(Niches).Submit(Request(plan), Cancellation);
            run = id.Value;

            await Ending.As(plan, cluster, await cluster.End(id));
            await leaves;
            await Cluster.Comes(left!);
        }
    }

    [Fact]
    public async Task Nothing_of_what_was_lost_stays_in_memory_while_the_run_goes_on()
    {
        var plan = Dish.Plan(80, "2000 h");
        foreach (var resolution in new[] { Resolution.Niche, Resolution.Cell })
        {
            var moments = new Moments();
            await using var cluster = await Of(3, moments);
            string? run = null;
            var killed = moments.Tick(0, 30, () => Kill(cluster, run!, itsOwn: false));
            var id = await cluster.Runs(Niches with { Resolution = resolution }).Submit(Request(plan), Cancellation);
            run = id.Value;
            await Cluster.Comes(killed);

            await cluster.Runs().Pause(id, Cancellation);

            await cluster.ResidentsAre(residents => residents.Length > 0 && residents.Select(r => r.Split('/')[2]).Distinct().ToList() is [not "1000000"]);
            await cluster.Runs().Cancel(id, Cancellation);
            await Ending.Nothing(cluster);
        }
    }

    [Fact]
    public async Task Runs_go_on_by_themselves_when_a_whole_cluster_comes_back()
    {
        var plan = Dish.Plan(80, "24 h");
        var moments = new Moments();
        await using var cluster = await Of(2, moments);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var complete = await cluster.Runs(Niches).Submit(Request(plan) with { Directory = "complete" }, Cancellation);
        await cluster.End(complete);
        _ = moments.Tick(1, 10, () => Task.Run(reached.SetResult));
        var id = await cluster.Runs(Niches).Submit(Request(plan) with { Options = new() { CheckpointEvery = EveryTick } }, Cancellation);
        await Cluster.Comes(reached.Task);

        foreach (var silo in cluster.Silos.GetActiveSilos().ToList()) await cluster.Silos.KillSiloAsync(silo);
        await cluster.Silos.KillClientAsync();
        await cluster.Silos.StartSilosAsync(2);
        await cluster.Silos.InitializeClientAsync();

        Assert.Equal([complete, id], (await cluster.Runs().List(Cancellation)).Select(v => v.Id));
        await Ending.As(plan, cluster, await cluster.End(id));
        Assert.NotEqual(id, await cluster.Runs(Niches).Submit(Request(plan) with { Directory = "third" }, Cancellation));
    }

    [Fact]
    public async Task A_cell_that_was_lost_is_missed_at_the_next_checkpoint_without_waiting_for_anybody()
    {
        var plan = Dish.Plan(20, "24 h");
        var moments = new Moments();
        // Whoever waits for an answer that does not come waits for longer than this test may take.
        await using var cluster = await Cluster.Of(1, (_, silo) => silo.AddIncomingGrainCallFilter(moments).Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromHours(1)), checkpoints: moments.Around);
        var lost = moments.Checkpoint(nameof(ICheckpointStore.Begin), "part-0000-tick-000000000010", async () =>
        {
            var cell = (await cluster.Residents()).First(r => r.StartsWith("cell/", StringComparison.Ordinal));
            await cluster.Silos.Client.GetGrain<ICellGrain>(GrainId.Parse(cell)).Dissolve();
        });

        var id = await cluster.Runs(Niches with { Resolution = Resolution.Cell }).Submit(Request(plan) with { Options = new() { CheckpointEvery = EveryTick } }, Cancellation);

        await Ending.As(plan, cluster, await cluster.End(id));
        await lost;
        Assert.Equal(1, await cluster.Recoveries(id));
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("flipped")]
    [InlineData("without manifest")]
    [InlineData("without niche")]
    public async Task A_torn_checkpoint_is_passed_over_for_the_one_before(string damage)
    {
        var plan = Dish.Plan(80, "24 h", listening: damage == "cut");
        var moments = new Moments();
        await using var cluster = await Of(2, moments);
        string? run = null, torn = null;
        var lost = moments.Tick(1, 20, async () =>
        {
            torn = Directory.GetDirectories(Path.Combine(cluster.Folder, "there", "checkpoints"), "part-*").Where(d => !d.EndsWith(".tmp", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Last();
            Tear(torn, damage);
            await Kill(cluster, run!, itsOwn: damage is "cut" or "without niche");
        });

        var id = await cluster.Runs(Niches).Submit(Request(plan) with { Options = new() { CheckpointEvery = EveryTick } }, Cancellation);
        run = id.Value;

        await Ending.As(plan, cluster, await cluster.End(id), torn ?? "");
        await lost;
    }

    private static RunSettings Niches => new() { Resolution = Resolution.Niche, NicheSize = 32 };

    private static Task<Cluster> Of(int silos, Moments moments) => Cluster.Of(silos, (_, silo) => silo.AddIncomingGrainCallFilter(moments), checkpoints: moments.Around);

    private static RunRequest Request(Sintropia.Runs.Execution.RunPlan plan) => new(plan, "there") { Options = new() { CheckpointEvery = Often } };

    private static InProcessSiloHandle Victim(Cluster cluster, string run, bool itsOwn)
    {
        var address = cluster.SiloOf(GrainId.Create("run", run)).SiloAddress;
        return cluster.Silos.GetActiveSilos().First(s => s.SiloAddress.Equals(address) == itsOwn);
    }

    private static Task Kill(Cluster cluster, string run, bool itsOwn) => cluster.Silos.KillSiloAsync(Victim(cluster, run, itsOwn));

    private static void Tear(string checkpoint, string damage)
    {
        var niche = Directory.GetFiles(checkpoint, "niche-*").Order(StringComparer.Ordinal).Last();
        switch (damage)
        {
            case "cut":
                using (var stream = File.OpenWrite(niche)) stream.SetLength(stream.Length / 2);
                break;
            case "flipped":
                var bytes = File.ReadAllBytes(niche);
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(niche, bytes);
                break;
            case "without manifest":
                File.Delete(Path.Combine(checkpoint, "manifest.json"));
                break;
            case "without niche":
                File.Delete(niche);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(damage), damage, "There is no such damage.");
        }
    }
}
