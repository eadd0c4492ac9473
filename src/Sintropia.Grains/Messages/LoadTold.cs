using Sintropia.Runs.Port;

namespace Sintropia.Grains.Messages;

/// <summary>What the predictors of a machine were asked so far.</summary>
/// <param name="SinceSeconds">Seconds since counting began there.</param>
/// <param name="Batches">Batches that were asked.</param>
/// <param name="Cells">Cells in them.</param>
/// <param name="BusySeconds">Time that batches took, s, added up over all threads.</param>
[GenerateSerializer, Immutable, Alias("load-told")]
public sealed record LoadTold([property: Id(0)] double SinceSeconds, [property: Id(1)] long Batches, [property: Id(2)] long Cells, [property: Id(3)] double BusySeconds)
{
    /// <summary>The same as it is read.</summary>
    public PredictorLoad Load => new(SinceSeconds, Batches, Cells, BusySeconds);

    /// <summary>The same in a message.</summary>
    /// <param name="load">What was counted.</param>
    public static LoadTold Of(PredictorLoad load) => new(load.SinceSeconds, load.Batches, load.Cells, load.BusySeconds);
}
