namespace Sintropia.Reports.Payload;

/// <summary>How fast a run was.</summary>
/// <param name="WallSeconds">Wall-clock seconds.</param>
/// <param name="Events">Cell events.</param>
/// <param name="EquivalentCellUpdatesPerSecond">Updates a fixed-step engine would have needed, per second.</param>
/// <param name="Threads">Worker threads.</param>
/// <param name="CheckpointSeconds">Seconds spent on checkpoints.</param>
public sealed record PerformanceEntry(
    double? WallSeconds = null, double? Events = null, double? EquivalentCellUpdatesPerSecond = null, int? Threads = null, double? CheckpointSeconds = null);
