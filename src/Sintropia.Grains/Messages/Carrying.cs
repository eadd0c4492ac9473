using Sintropia.Simulation;

namespace Sintropia.Grains.Messages;

/// <summary>How the cells of an organism are carried. Nothing here changes a result.</summary>
/// <param name="Resolution">A grain for every cell, or for blocks of them.</param>
/// <param name="NicheSize">Most cells in a niche after a tick.</param>
/// <param name="KeepLineage">Whether lives that end are sent on.</param>
[GenerateSerializer, Immutable, Alias("carrying")]
public sealed record Carrying([property: Id(0)] Resolution Resolution, [property: Id(1)] int NicheSize, [property: Id(2)] bool KeepLineage)
{
    /// <summary>The same for the engine.</summary>
    public SimulationOptions Simulation => new() { Threads = 1, NicheSize = NicheSize, KeepLineage = KeepLineage };
}
