using System.ComponentModel.DataAnnotations;

namespace Sintropia.Simulation;

/// <summary>How a simulation is carried out. Nothing here changes its result.</summary>
public sealed record SimulationOptions
{
    /// <summary>Threads that step niches; default: all processors.</summary>
    [Range(1, 1024, ErrorMessage = "Simulation:Threads must be from {1} to {2}. Leave it out to use all processors.")]
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Most cells in a niche after a tick.</summary>
    [Range(16, 1 << 20, ErrorMessage = "Simulation:NicheSize must be from {1} to {2}. Leave it at 4096 unless you measure.")]
    public int NicheSize { get; init; } = 4096;

    /// <summary>Whether the lives of cells that ended are kept for <c>Organism.DrainLineage</c>.</summary>
    public bool KeepLineage { get; init; }
}
