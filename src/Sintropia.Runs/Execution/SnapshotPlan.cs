namespace Sintropia.Runs.Execution;

/// <summary>When a run writes down what its cells express, and of how many.</summary>
/// <param name="EveryTicks">Ticks between two snapshots, from the start on; 0 for the end alone.</param>
/// <param name="Most">Most cells in a snapshot; where there are more, a sample of them by identity.</param>
public sealed record SnapshotPlan(int EveryTicks, int Most)
{
    /// <summary>Whether a snapshot is due.</summary>
    /// <param name="ticks">Ticks done.</param>
    /// <param name="isComplete">Whether the run ends here.</param>
    public bool IsDue(long ticks, bool isComplete) => isComplete || EveryTicks > 0 && ticks % EveryTicks == 0;
}
