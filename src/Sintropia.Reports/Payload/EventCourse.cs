namespace Sintropia.Reports.Payload;

/// <summary>Cumulative count of one kind of event, mean over replicates.</summary>
/// <param name="Condition">Condition.</param>
/// <param name="Population">Index into <see cref="ReportPayload.Populations"/>.</param>
/// <param name="Event">divisions, apoptosis, necrosis, mitotic_death, senescence, slippage or cleared.</param>
/// <param name="Values">Count since the start at each of <see cref="ReportPayload.Times"/>.</param>
public sealed record EventCourse(string Condition, int Population, string Event, IReadOnlyList<double?> Values);
