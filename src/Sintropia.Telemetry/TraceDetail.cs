namespace Sintropia.Telemetry;

/// <summary>How far down traces go. Each holds what those before it hold.</summary>
public enum TraceDetail
{
    /// <summary>No traces.</summary>
    None,

    /// <summary>Runs, their parts and checkpoints.</summary>
    Runs,

    /// <summary>Ticks and tissues: some spans per tick.</summary>
    Ticks,

    /// <summary>Niches and batches of questions to predictors: as many spans per tick as there are niches, and on a cluster the calls between grains.</summary>
    Niches,
}
