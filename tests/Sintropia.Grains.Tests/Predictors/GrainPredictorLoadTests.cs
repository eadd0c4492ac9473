using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Placement;
using Sintropia.Grains.Predictors;
using Sintropia.Runs.Results;

namespace Sintropia.Grains.Tests.Predictors;

/// <summary>That what is asked in one process is counted there and nowhere else is seen where silos are processes: in Sintropia.Silo.Tests.</summary>
public sealed class GrainPredictorLoadTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_hears_of_all_machines_that_host_predictors_and_of_no_other()
    {
        await using var cluster = await Cluster.Of(3, batches: number => new() { Host = number < 2 });
        var machines = cluster.Silos.Client.ServiceProvider.GetRequiredService<Machines>();
        var load = new GrainPredictorLoad(cluster.Silos.Client, machines, TimeProvider.System);
        await Cluster.Until(() => Task.FromResult(machines.Predicting().Count == 2)); // the client hears of machines a moment after they came

        var before = await load.Now(Cancellation);
        var ended = await cluster.Run(new(Dish.Plan(100, "12 h", listening: true), "there"), new() { Resolution = Resolution.Niche, NicheSize = 64 });
        var after = await load.Now(Cancellation);

        Assert.Equal(RunStatus.Completed, ended.Status);
        Assert.True(after.Cells >= before.Cells + 2 * 133, $"{after.Cells - before.Cells} cells were asked about, and both conditions had 133 founders.");
        Assert.True(after.Batches > before.Batches && after.SinceSeconds > before.SinceSeconds && after.BusySeconds > before.BusySeconds);
        var hosts = (await Told(cluster)).Order(StringComparer.Ordinal);
        Assert.Equal(machines.Predicting().Select(m => m.ToParsableString()).Order(StringComparer.Ordinal), hosts);
    }

    [Fact]
    public async Task A_machine_that_is_lost_is_not_waited_for()
    {
        await using var cluster = await Cluster.Of(2);
        var machines = cluster.Silos.Client.ServiceProvider.GetRequiredService<Machines>();
        var load = new GrainPredictorLoad(cluster.Silos.Client, machines, TimeProvider.System);
        await Cluster.Until(() => Task.FromResult(machines.Predicting().Count == 2));
        Assert.True((await load.Now(Cancellation)).SinceSeconds > 0);

        await cluster.Silos.KillSiloAsync(cluster.Silos.Silos[1]);

        await Cluster.Until(async () => (await load.Now(Cancellation)).SinceSeconds > 0 && machines.Predicting().Count == 1);
    }

    /// <summary>The machines that told of their predictors, each by a grain that is there.</summary>
    private static async Task<IEnumerable<string>> Told(Cluster cluster) =>
        (await cluster.Silos.Client.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics()).Where(g => g.GrainType.Contains(nameof(PredictorLoadGrain), StringComparison.Ordinal))
        .Select(g => g.SiloAddress.ToParsableString() == g.GrainId.Key.ToString() ? g.GrainId.Key.ToString()! : $"{g.GrainId} on {g.SiloAddress}");
}
