namespace Sintropia.Cli.Results;

/// <summary>The first record at which two runs are not in the same state.</summary>
internal sealed record Divergence(double TimeH, string Condition, int Replicate, string A, string B);
