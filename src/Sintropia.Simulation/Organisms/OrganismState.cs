using Sintropia.Simulation.Circulation;
using Sintropia.Simulation.Tissues;

namespace Sintropia.Simulation.Organisms;

/// <summary>What the future of an organism depends on besides its cells.</summary>
public sealed record OrganismState
{
    /// <summary>Ticks done.</summary>
    public required long Ticks { get; init; }

    /// <summary>Its tissues, in the order of the plan.</summary>
    public required IReadOnlyList<TissueState> Tissues { get; init; }

    /// <summary>Its blood; null where it has none.</summary>
    public BloodState? Blood { get; init; }
}
