namespace Sintropia.Runs.Results;

/// <summary>How fast a run was.</summary>
/// <param name="WallSeconds">Wall time, s.</param>
/// <param name="CellHours">Cells × simulated time, h.</param>
/// <param name="EquivalentCellUpdatesPerSecond">Updates that an engine with 6-minute steps would have made, per second.</param>
/// <param name="Threads">Threads.</param>
/// <param name="CheckpointSeconds">Wall time spent on checkpoints, s.</param>
public sealed record PerformanceNote(double WallSeconds, double CellHours, double EquivalentCellUpdatesPerSecond, int Threads, double CheckpointSeconds);
