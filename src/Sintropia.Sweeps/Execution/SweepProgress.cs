namespace Sintropia.Sweeps.Execution;

/// <summary>How far a sweep is.</summary>
/// <param name="Points">Points in all.</param>
/// <param name="Done">Points that are done.</param>
/// <param name="Earlier">How many of these were done before this process began.</param>
/// <param name="Failed">How many of them failed.</param>
public sealed record SweepProgress(int Points, int Done, int Earlier, int Failed);
