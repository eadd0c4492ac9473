namespace Sintropia.Sweeps.Execution;

/// <summary>What a point came to.</summary>
/// <param name="Point">Its number.</param>
/// <param name="Rows">Its conditions and replicates.</param>
/// <param name="Simulated">Seconds that its cells took to live; all else it took is overhead.</param>
/// <param name="Seconds">Seconds that it took in all.</param>
public sealed record PointResult(int Point, IReadOnlyList<SweepRow> Rows, double Simulated, double Seconds)
{
    /// <summary>Whether any part of it failed.</summary>
    public bool Failed => Rows.Any(r => r.Failure is not null);
}
