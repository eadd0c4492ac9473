namespace Sintropia.Reports.Payload;

/// <summary>Living cells over time: mean over replicates, and their range.</summary>
/// <param name="Condition">Condition.</param>
/// <param name="Population">Index into <see cref="ReportPayload.Populations"/>.</param>
/// <param name="Mean">Mean over replicates at each of <see cref="ReportPayload.Times"/>; null where none was recorded.</param>
/// <param name="Low">Smallest replicate.</param>
/// <param name="High">Largest replicate.</param>
public sealed record GrowthCurve(string Condition, int Population, IReadOnlyList<double?> Mean, IReadOnlyList<double?> Low, IReadOnlyList<double?> High);
