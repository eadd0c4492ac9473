namespace Sintropia.Client.Scenarios;

/// <summary>One intervention, in words.</summary>
/// <param name="Condition">Under which condition.</param>
/// <param name="Text">A sentence.</param>
/// <param name="Kind">compound, ligand, radiation …</param>
/// <param name="FromH">Onset, h.</param>
/// <param name="UntilH">End, h; null for the end of the run.</param>
public sealed record Intervention(string Condition, string Text, string Kind, double FromH, double? UntilH);
