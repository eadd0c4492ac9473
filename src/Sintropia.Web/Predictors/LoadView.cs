namespace Sintropia.Web.Predictors;

/// <summary>What predictors of this server were asked so far, in all runs together: two of these make a rate. On a cluster, those of all machines that host predictors; where one of these left between two answers, the counts are smaller than before.</summary>
/// <param name="SinceSeconds">Seconds since counting began.</param>
/// <param name="Batches">Batches that were asked.</param>
/// <param name="Cells">Cells in them.</param>
/// <param name="BusySeconds">Time that batches took, s, added up over all threads.</param>
public sealed record LoadView(double SinceSeconds, long Batches, long Cells, double BusySeconds);
