namespace Sintropia.Runs.Results;

/// <summary>What a run has cost so far.</summary>
/// <param name="CellHours">Cells × simulated time, h.</param>
/// <param name="WallSeconds">Wall time, s.</param>
/// <param name="CheckpointSeconds">Of it, spent on checkpoints, s.</param>
public sealed record Effort(double CellHours, double WallSeconds, double CheckpointSeconds)
{
    /// <summary>Nothing yet.</summary>
    public static Effort None { get; } = new(0, 0, 0);

    /// <summary>Updates that an engine with 6-minute steps would have made, per second: the measure in which peers state their speed.</summary>
    public double EquivalentUpdatesPerSecond => WallSeconds > 0 ? CellHours * 10 / WallSeconds : 0;
}
