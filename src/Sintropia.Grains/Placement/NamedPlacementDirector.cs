using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Sintropia.Grains.Placement;

/// <summary>Places a grain on the machine whose address is its key. Where that one is gone there is no other that could stand in for it.</summary>
public sealed class NamedPlacementDirector : IPlacementDirector
{
    /// <inheritdoc/>
    /// <exception cref="OrleansException">The machine is gone, or does not host such grains.</exception>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var key = target.GrainIdentity.Key.ToString()!;
        var named = SiloAddress.FromParsableString(key);
        return context.GetCompatibleSilos(target).Contains(named) ? Task.FromResult(named)
            : throw new OrleansException($"{target.GrainIdentity} is of the machine {key}, which is not among those that are there and host it. Ask a machine that is.");
    }
}
