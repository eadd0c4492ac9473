namespace Sintropia.Web.Predictors;

/// <summary>What predictors of this process were asked so far, in all runs together: two of these make a rate. On a cluster, what other machines were asked is not in it.</summary>
/// <param name="SinceSeconds">Seconds since counting began.</param>
/// <param name="Batches">Batches that were asked.</param>
/// <param name="Cells">Cells in them.</param>
/// <param name="BusySeconds">Time that batches took, s, added up over all threads.</param>
public sealed record LoadView(double SinceSeconds, long Batches, long Cells, double BusySeconds);
