namespace Sintropia.Reports.Payload;

/// <summary>A number with its 95 % interval.</summary>
/// <param name="Value">The estimate; null where it is not defined.</param>
/// <param name="Low">Lower bound; null where unknown or unbounded.</param>
/// <param name="High">Upper bound; null where unknown or unbounded.</param>
public sealed record Estimate(double? Value, double? Low = null, double? High = null);
