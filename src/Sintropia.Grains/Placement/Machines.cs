using Orleans.Runtime;

namespace Sintropia.Grains.Placement;

/// <summary>The machines of a cluster that are alive, as this one knows them.</summary>
/// <param name="oracle">The cluster's membership.</param>
public sealed class Machines(ISiloStatusOracle oracle)
{
    /// <summary>How many there are.</summary>
    public int Count() => oracle.GetApproximateSiloStatuses(onlyActive: true).Count;
}
