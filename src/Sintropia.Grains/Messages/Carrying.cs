using Sintropia.Grains.Niches;
using Sintropia.Runs.Execution;
using Sintropia.Simulation;

namespace Sintropia.Grains.Messages;

/// <summary>How the cells of an organism are carried. Nothing here changes a result.</summary>
/// <param name="Resolution">A grain for every cell, or for blocks of them.</param>
/// <param name="NicheSize">Most cells in a niche after a tick.</param>
/// <param name="KeepLineage">Whether lives that end are sent on.</param>
[GenerateSerializer, Immutable, Alias("carrying")]
public sealed record Carrying([property: Id(0)] Resolution Resolution, [property: Id(1)] int NicheSize, [property: Id(2)] bool KeepLineage)
{
    /// <summary>Version that carries the run out.</summary>
    [Id(3)]
    public string Version { get; init; } = RunExecution.Version;

    /// <summary>Makes sure that a machine has the version that carries the run out: while machines are replaced one by one, two of them might live by different laws, and nobody would see it in the result.</summary>
    /// <param name="key">Key of the grain that is asked.</param>
    /// <exception cref="CellsLostException">It has not. The run is brought back until it has, or for so long that somebody has to look.</exception>
    public void Agree(string key)
    {
        if (Version != RunExecution.Version) throw new CellsLostException(key, $"is on a machine with version {RunExecution.Version}, and the run is carried out by version {Version}: give all machines one version");
    }

    /// <summary>The same for the engine.</summary>
    public SimulationOptions Simulation => new() { Threads = 1, NicheSize = NicheSize, KeepLineage = KeepLineage };
}
