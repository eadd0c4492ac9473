using Sintropia.Grains.Placement;
using Sintropia.Runs.Port;

namespace Sintropia.Grains.Predictors;

/// <summary>What predictors of a cluster are asked, on all machines that host them, as any member or client of the cluster can know it.</summary>
/// <param name="grains">The cluster.</param>
/// <param name="machines">Its machines.</param>
/// <param name="time">The clock on the wall.</param>
public sealed class GrainPredictorLoad(IGrainFactory grains, Machines machines, TimeProvider time) : IPredictorLoad
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task<PredictorLoad> Now(CancellationToken cancellation = default)
    {
        var told = await Task.WhenAll(machines.Predicting().Select(async machine =>
        {
            var asked = grains.GetGrain<IPredictorLoadGrain>(machine.ToParsableString()).Now();
            asked.Ignore(); // an answer that comes too late may be that there is none
            try
            {
                return (await asked.WaitAsync(Patience, time, cancellation)).Load;
            }
            catch (Exception gone) when (gone is Orleans.Runtime.OrleansException or TimeoutException)
            {
                return default; // a machine that has left, or is about to: the others are told of all the same
            }
        }));
        return told.Aggregate(default(PredictorLoad), (sum, load) => sum + load);
    }
}
