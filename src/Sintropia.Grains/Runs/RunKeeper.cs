using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sintropia.Grains.Runs;

/// <summary>Calls every run that has not ended now and then, on every machine: a run whose machine is gone comes back to life where the call finds it.</summary>
/// <param name="grains">The cluster.</param>
/// <param name="time">The clock on the wall.</param>
/// <param name="log">Where failures are told.</param>
public sealed class RunKeeper(IGrainFactory grains, TimeProvider time, ILogger<RunKeeper> log) : BackgroundService
{
    /// <summary>How often it calls.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Call();
        }
        catch (OperationCanceledException)
        {
            // The machine is being shut down.
        }
    }

    private async Task Call()
    {
        try
        {
            foreach (var run in await grains.GetGrain<IRunRegistryGrain>(0).Open()) await grains.GetGrain<IRunGrain>(run).Wake();
        }
        catch (Exception unreachable) // the edge of a host: while machines come and go calls fail, and the next ones do not
        {
            log.LogDebug(unreachable, "Runs could not be called.");
        }
    }
}
