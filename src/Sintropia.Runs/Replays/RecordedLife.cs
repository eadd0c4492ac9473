namespace Sintropia.Runs.Replays;

/// <summary>What `lineage.csv` says of a cell.</summary>
/// <param name="Mother">Its mother; empty for a founder.</param>
/// <param name="CellType">Its type.</param>
/// <param name="Birth">When it was born, h.</param>
/// <param name="End">When its life, or the run, ended, h.</param>
/// <param name="Fate">How it ended.</param>
/// <param name="Hours">Hours in G0, G1, S and G2.</param>
public sealed record RecordedLife(string Mother, string CellType, double Birth, double End, string Fate, IReadOnlyList<float> Hours);
