using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Port;

/// <summary>A run, as seen from outside.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Name of its scenario.</param>
/// <param name="Directory">Its folder.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Progress">The last that it told; null before it started.</param>
/// <param name="Failure">Why it failed; null if it did not.</param>
public sealed record RunView(RunId Id, string Name, string Directory, RunStatus Status, RunProgress? Progress, Exception? Failure)
{
    /// <summary>When it was accepted; null where nobody noted it.</summary>
    public DateTimeOffset? Submitted { get; init; }

    /// <summary>Runs whose turn comes before; null if it does not wait, or nobody counts.</summary>
    public int? Ahead { get; init; }
}
