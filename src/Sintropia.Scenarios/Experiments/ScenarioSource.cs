namespace Sintropia.Scenarios.Experiments;

/// <summary>A file that a scenario reads besides its own.</summary>
/// <param name="Name">As the scenario names it.</param>
/// <param name="Path">Where it was found.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its hash, 64 hexadecimal digits.</param>
public sealed record ScenarioSource(string Name, string Path, long Bytes, string Sha256);
