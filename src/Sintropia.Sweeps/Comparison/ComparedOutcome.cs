namespace Sintropia.Sweeps.Comparison;

/// <summary>An outcome of a condition and replicate in all runs that are compared.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Replicate">The replicate.</param>
/// <param name="Name">living, divisions or deaths.</param>
/// <param name="Values">One for each run; null where a run has none, or is not so far.</param>
public sealed record ComparedOutcome(string Condition, int Replicate, string Name, IReadOnlyList<long?> Values);
