using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sintropia.Grains.Organisms;

namespace Sintropia.Grains.Runs;

/// <summary>Calls every run that has not ended now and then, on every machine: a run whose machine is gone comes back to life where the call finds it. What organisms that are over have left on this machine is let go.</summary>
/// <param name="grains">The cluster.</param>
/// <param name="residents">What organisms are made of on this machine.</param>
/// <param name="time">The clock on the wall.</param>
/// <param name="log">Where failures are told.</param>
public sealed class RunKeeper(IGrainFactory grains, Residents residents, TimeProvider time, ILogger<RunKeeper> log) : BackgroundService
{
    /// <summary>How often it calls.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10); // with one that does not answer, before the others are called again

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
            var here = residents.Runs; // read first: a run is noted before it has any grain
            var open = await Heard(grains.GetGrain<IRunRegistryGrain>(0).Open());
            await Task.WhenAll(open.Select(Call));
            foreach (var run in here.Except(open)) residents.LetGo(run, long.MaxValue);
        }
        catch (Exception unreachable) // the edge of a host: while machines come and go calls fail, and the next ones do not
        {
            log.LogDebug(unreachable, "Runs could not be called.");
        }
    }

    private async Task Call(string run)
    {
        try
        {
            residents.LetGo(run, await Heard(grains.GetGrain<IRunGrain>(run).Wake()));
        }
        catch (Exception unreachable) // as above; and that one run cannot be called is no reason not to call the others
        {
            log.LogDebug(unreachable, "Run {Run} could not be called.", run);
        }
    }

    private Task<T> Heard<T>(Task<T> asked)
    {
        asked.Ignore(); // an answer that comes too late may be that there is none
        return asked.WaitAsync(Patience, time);
    }
}
