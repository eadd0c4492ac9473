namespace Sintropia.Reports.Payload;

/// <summary>Durations in one condition.</summary>
/// <param name="Condition">Condition.</param>
/// <param name="Cells">Completed cells counted.</param>
/// <param name="MeanH">Mean, h.</param>
/// <param name="Cv">Standard deviation over mean.</param>
/// <param name="Counts">Cells per bin.</param>
public sealed record DurationSeries(string Condition, long Cells, double MeanH, double Cv, IReadOnlyList<long> Counts);
