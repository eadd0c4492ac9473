namespace Sintropia.Reports.Payload;

/// <summary>Where a branch left its run.</summary>
/// <param name="Run">The run it came from.</param>
/// <param name="AtH">Time of the fork, h.</param>
public sealed record BranchOrigin(string Run = "", double AtH = 0);
