using System.ComponentModel.DataAnnotations;

namespace Sintropia.Sweeps.Execution;

/// <summary>How a sweep is carried out. Nothing here changes its results.</summary>
public sealed record SweepOptions
{
    /// <summary>Points that are carried out at a time, one thread each: a sweep has more of them than a machine has cores. All processors if left out.</summary>
    [Range(1, 1024, ErrorMessage = "Points at a time must be from {1} to {2}. Leave it out for all processors.")]
    public int AtOnce { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether each point leaves a run directory, for the tools that read these; otherwise only the row of the sweep's table is kept.</summary>
    public bool KeepRuns { get; init; }

    /// <summary>Whether an earlier sweep in the folder may be replaced.</summary>
    public bool Replace { get; init; }
}
