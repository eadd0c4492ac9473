namespace Sintropia.Sweeps.Comparison;

/// <summary>Where a run is first in another state than the run that it is compared with.</summary>
/// <param name="After">The last common record at which they were in the same state, h; null if there was none before.</param>
/// <param name="Hours">The first at which they are not, h. Between the two lies the first tick at which they differ.</param>
/// <param name="Condition">Its condition.</param>
/// <param name="Replicate">Its replicate.</param>
public sealed record Departure(double? After, double Hours, string Condition, int Replicate);
