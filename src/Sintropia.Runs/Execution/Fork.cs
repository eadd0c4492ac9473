namespace Sintropia.Runs.Execution;

/// <summary>A run that goes on from the middle of another, under several conditions that share draws.</summary>
/// <param name="Run">Directory of the run it was forked off.</param>
/// <param name="Condition">Which of that run's conditions.</param>
/// <param name="At">When, h; a whole number of ticks.</param>
public sealed record Fork(string Run, string Condition, double At);
