namespace Sintropia.Reports.Payload;

/// <summary>Cells counted together: one type in one tissue, or all of them.</summary>
/// <param name="Label">What the reader sees, unique in the report.</param>
/// <param name="Organ">Organ, or null for all.</param>
/// <param name="Tissue">Tissue, or null for all.</param>
/// <param name="CellType">Cell type, or null for all.</param>
public sealed record Population(string Label, string? Organ, string? Tissue, string? CellType);
