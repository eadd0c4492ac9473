namespace Sintropia.Client.Runs;

/// <summary>One condition and replicate that has been run to its end.</summary>
/// <param name="Condition">Name of the condition.</param>
/// <param name="Replicate">1 for the first.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Founders">Cells it began with.</param>
/// <param name="FinalLiving">Living cells at the end.</param>
/// <param name="Divisions">Divisions.</param>
/// <param name="Deaths">Deaths of every kind.</param>
/// <param name="Fingerprint">Fingerprint at the end, 32 hexadecimal digits.</param>
public sealed record RunPart(string Condition, int Replicate, ulong Seed, long Founders, long FinalLiving, long Divisions, long Deaths, string Fingerprint);
