namespace Sintropia.Reports.Payload;

/// <summary>One condition and replicate.</summary>
/// <param name="Condition">Condition.</param>
/// <param name="Replicate">Replicate, from 1.</param>
/// <param name="Seed">Seed of its draws.</param>
/// <param name="Founders">Cells at the start.</param>
/// <param name="FinalLiving">Living cells at the end.</param>
/// <param name="Divisions">Divisions.</param>
/// <param name="Deaths">Deaths.</param>
/// <param name="Fingerprint">Fingerprint of its final state.</param>
public sealed record ReplicateEntry(
    string Condition = "", int Replicate = 1, string Seed = "", long Founders = 0, long FinalLiving = 0, long Divisions = 0, long Deaths = 0, string Fingerprint = "");
