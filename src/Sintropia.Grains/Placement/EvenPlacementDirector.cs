using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Sintropia.Grains.Addresses;

namespace Sintropia.Grains.Placement;

/// <summary>Places block n of tissue t on machine (t + n) modulo their number. The default placement puts from none to two fifths of the cells on a second machine; blocks are alike, so turns are fair.</summary>
public sealed class EvenPlacementDirector : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) is { } hint) return Task.FromResult(hint);
        var key = target.GrainIdentity.Key.ToString()!;
        var turn = TissueAddress.Of(key).Number + TissueAddress.BlockOf(key);
        Array.Sort(silos);
        return Task.FromResult(silos[turn % silos.Length]);
    }
}
