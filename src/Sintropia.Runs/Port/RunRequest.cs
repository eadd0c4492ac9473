using Sintropia.Runs.Execution;

namespace Sintropia.Runs.Port;

/// <summary>A run to carry out.</summary>
/// <param name="Plan">What to run.</param>
/// <param name="Directory">Where to write.</param>
public sealed record RunRequest(RunPlan Plan, string Directory)
{
    /// <summary>What its submitter calls it, so that asking twice gives one run: a second request with the key of the first is answered with that run. Null for a run of its own.</summary>
    public string? Key { get; init; }

    /// <summary>How.</summary>
    public ExecutionOptions Options { get; init; } = new();

    /// <summary>Whether the folder holds this run already, to go on from its newest checkpoint; one that is complete stays as it is.</summary>
    public bool Continue { get; init; }

    /// <summary>Whether an earlier run in the folder may be replaced.</summary>
    public bool Replace { get; init; }
}
