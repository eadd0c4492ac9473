namespace Sintropia.Runs.Port;

/// <summary>What predictors were asked so far, in all runs together: two of these make a rate.</summary>
/// <param name="SinceSeconds">Seconds since counting began.</param>
/// <param name="Batches">Batches that were asked.</param>
/// <param name="Cells">Cells in them.</param>
/// <param name="BusySeconds">Time that batches took, s, added up over all threads.</param>
public readonly record struct PredictorLoad(double SinceSeconds, long Batches, long Cells, double BusySeconds)
{
    /// <summary>That of two machines together. Counted since the first of them began, whose clock goes on while others come and go.</summary>
    public static PredictorLoad operator +(PredictorLoad one, PredictorLoad other) =>
        new(Math.Max(one.SinceSeconds, other.SinceSeconds), one.Batches + other.Batches, one.Cells + other.Cells, one.BusySeconds + other.BusySeconds);
}
