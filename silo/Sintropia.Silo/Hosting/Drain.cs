using Microsoft.Extensions.Options;
using Sintropia.Grains.Runs;
using Sintropia.Silo.Options;

namespace Sintropia.Silo.Hosting;

/// <summary>Before a silo leaves, all runs take a checkpoint, so that what it holds is brought back elsewhere and nothing is lived twice but the last moments.</summary>
/// <param name="grains">The cluster.</param>
/// <param name="health">Told at once, so that no new work comes.</param>
/// <param name="options">How long it may take.</param>
/// <param name="log">Where it is told.</param>
internal sealed class Drain(IGrainFactory grains, SiloHealth health, IOptions<SiloOptions> options, ILogger<Drain> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        health.Leave();
        log.LogInformation("This silo leaves. It used up to {Memory} MB; pauses of its collector: {Pauses:f3} s in all, {Collections} full.", Environment.WorkingSet >> 20, GC.GetTotalPauseDuration().TotalSeconds, GC.CollectionCount(2));
        try
        {
            var runs = await grains.GetGrain<IRunRegistryGrain>(0).Open().WaitAsync(TimeSpan.FromSeconds(5), cancellationToken);
            await Task.WhenAll(runs.Select(run => grains.GetGrain<IRunGrain>(run).Checkpoint())).WaitAsync(TimeSpan.FromSeconds(options.Value.DrainSeconds), cancellationToken);
            if (runs.Length > 0) log.LogInformation("{Runs} runs took a checkpoint before this silo leaves.", runs.Length);
        }
        catch (Exception late) // the edge of a host: it leaves all the same, and runs go on from their last checkpoint
        {
            log.LogWarning("Not all runs took a checkpoint before this silo leaves: {Why}", late.Message);
        }
    }
}
