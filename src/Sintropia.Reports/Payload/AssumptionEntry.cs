namespace Sintropia.Reports.Payload;

/// <summary>A number the run rests on, and who says so.</summary>
/// <param name="Subject">What it belongs to.</param>
/// <param name="What">What it is.</param>
/// <param name="Value">Value.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Spread">Spread between cells or between sources.</param>
/// <param name="Status">sourced, assumed or given.</param>
/// <param name="Source">Source in words.</param>
/// <param name="Doi">Identifier of the source.</param>
/// <param name="Note">Anything else.</param>
public sealed record AssumptionEntry(
    string? Subject = null, string? What = null, string? Value = null, string? Unit = null, string? Spread = null,
    string? Status = null, string? Source = null, string? Doi = null, string? Note = null);
