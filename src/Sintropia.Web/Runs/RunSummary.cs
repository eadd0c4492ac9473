using Sintropia.Runs.Port;
using Sintropia.Runs.Results;

namespace Sintropia.Web.Runs;

/// <summary>A run.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Name of its scenario.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Submitted">When it was accepted; null where nobody noted it.</param>
/// <param name="Ahead">Runs whose turn comes before; null if it does not wait, or nobody counts.</param>
/// <param name="Progress">The last that it told; null before it told anything.</param>
/// <param name="Failure">Why it failed; null if it did not.</param>
public sealed record RunSummary(string Id, string Name, RunStatus Status, DateTimeOffset? Submitted, int? Ahead, RunPosition? Progress, string? Failure)
{
    internal static RunSummary Of(RunView view) =>
        new(view.Id.Value, view.Name, view.Status, view.Submitted, view.Ahead, view.Progress is { } progress ? RunPosition.Of(progress) : null, view.Failure?.Message);
}
