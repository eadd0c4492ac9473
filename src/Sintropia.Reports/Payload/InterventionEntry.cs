namespace Sintropia.Reports.Payload;

/// <summary>One intervention of one condition.</summary>
/// <param name="Condition">Condition.</param>
/// <param name="Text">The intervention in words.</param>
/// <param name="Kind">compound, ligand, knockout, radiation and so on.</param>
/// <param name="FromH">Onset, h.</param>
/// <param name="UntilH">End, h; null for the rest of the run.</param>
public sealed record InterventionEntry(string Condition = "", string Text = "", string Kind = "", double FromH = 0, double? UntilH = null);
