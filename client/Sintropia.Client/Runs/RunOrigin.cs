namespace Sintropia.Client.Runs;

/// <summary>Where a run was forked off another.</summary>
/// <param name="Run">The other run.</param>
/// <param name="Condition">Which of its conditions.</param>
/// <param name="AtH">When, h.</param>
public sealed record RunOrigin(string Run, string Condition, double AtH);
