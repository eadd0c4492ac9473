namespace Sintropia.Runs.Results;

/// <summary>Where a run was forked off another.</summary>
/// <param name="Run">Directory of the other run.</param>
/// <param name="Condition">Which of its conditions.</param>
/// <param name="AtH">When, h.</param>
public sealed record BranchNote(string Run, string Condition, double AtH);
