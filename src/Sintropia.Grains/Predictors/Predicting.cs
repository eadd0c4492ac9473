using Sintropia.Biology.Expression;
using Sintropia.Grains.Addresses;
using Sintropia.Predictors;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Grains.Predictors;

/// <summary>How a machine asks predictors: its own network where it hosts predictors, else one of the machines that do.</summary>
/// <param name="grains">The cluster.</param>
/// <param name="options">How questions are gathered.</param>
/// <param name="time">The clock on the wall.</param>
/// <param name="wrap">Puts something between the network and those who ask it, for tests that slow it down; null for nothing.</param>
public sealed class Predicting(IGrainFactory grains, BatchOptions options, TimeProvider time, Func<IResponsePredictor, IResponsePredictor>? wrap = null)
{
    /// <summary>The predictor of an organism; null where its cells have no expression.</summary>
    public MicroBatcher? Of(string run, int part, OrganismPlan plan)
    {
        if (plan.Expression is not { } expression) return null;
        var local = PredictorRegistry.Find(expression, plan.Agents);
        IResponsePredictor asked = options.Host ? local : new RemotePredictor(grains.GetGrain<IPredictorGrain>(new OrganismAddress(run, 0, part).Key), local.Card, time);
        return new(wrap is null ? asked : wrap(asked), options, time);
    }
}
