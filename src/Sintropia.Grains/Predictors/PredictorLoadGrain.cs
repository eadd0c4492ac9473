using Sintropia.Grains.Messages;
using Sintropia.Grains.Placement;
using Sintropia.Runs.Port;

namespace Sintropia.Grains.Predictors;

/// <summary>Says what the predictors of one machine are asked. Machines that host no predictors do not host it: what they ask of others is counted there.</summary>
/// <param name="load">What is counted on this machine.</param>
[NamedPlacement]
public sealed class PredictorLoadGrain(LocalPredictorLoad load) : Grain, IPredictorLoadGrain
{
    /// <inheritdoc/>
    public async Task<LoadTold> Now() => LoadTold.Of(await load.Now());
}
