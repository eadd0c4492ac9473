namespace Sintropia.Client.Runs;

/// <summary>A run.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Name of its scenario.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Submitted">When it was accepted; null where nobody noted it.</param>
/// <param name="Ahead">Runs whose turn comes before; null if it does not wait, or nobody counts.</param>
/// <param name="Progress">The last that it told; null before it told anything.</param>
/// <param name="Failure">Why it failed; null if it did not.</param>
public sealed record Run(string Id, string Name, RunStatus Status, DateTimeOffset? Submitted = null, int? Ahead = null, RunPosition? Progress = null, string? Failure = null);
