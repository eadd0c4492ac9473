namespace Sintropia.Reports.Payload;

/// <summary>Cells in one phase over time.</summary>
/// <param name="Phase">G0, G1, S, G2, M, senescent, apoptotic, necrotic or mitotic_death.</param>
/// <param name="Values">Cells at each of <see cref="ReportPayload.Times"/>; null where none was recorded.</param>
public sealed record PhaseCourse(string Phase, IReadOnlyList<double?> Values);
