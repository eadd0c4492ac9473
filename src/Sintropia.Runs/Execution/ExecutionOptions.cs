using System.ComponentModel.DataAnnotations;
using Sintropia.Simulation;

namespace Sintropia.Runs.Execution;

/// <summary>How a run is carried out. Nothing here changes its result.</summary>
public sealed record ExecutionOptions
{
    /// <summary>What traces and metrics call the run; its folder's name if left out.</summary>
    public string? Name { get; init; }

    /// <summary>How the simulation is carried out.</summary>
    public SimulationOptions Simulation { get; init; } = new();

    /// <summary>Wall time between checkpoints.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00", ErrorMessage = "Runs:CheckpointEvery must be from {1} to {2}. Use 00:01:00.")]
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Checkpoints that are kept; older ones are removed.</summary>
    [Range(1, 1000, ErrorMessage = "Runs:KeepCheckpoints must be from {1} to {2}. Two survive a torn one.")]
    public int KeepCheckpoints { get; init; } = 2;
}
