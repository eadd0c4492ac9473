namespace Sintropia.Sweeps.Execution;

/// <summary>What a sweep came to, as far as it is done.</summary>
/// <param name="Plan">The sweep.</param>
/// <param name="Manifest">What `sweep.json` says of it.</param>
/// <param name="Done">What the points came to that are done, by their numbers.</param>
public sealed record SweepResult(SweepPlan Plan, SweepManifest Manifest, IReadOnlyDictionary<int, PointResult> Done)
{
    /// <summary>Whether all points are done.</summary>
    public bool IsComplete => Done.Count == Plan.Points.Count;

    /// <summary>An outcome of all points in one condition, the mean over replicates; not a number where a point is not done or failed. Shape [points].</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="outcome">Its place among <see cref="SweepRow.Outcomes"/>.</param>
    public double[] Outcomes(string condition, int outcome) => [.. Plan.Points.Select(p =>
    {
        var values = Done.TryGetValue(p.Number, out var result) ? result.Rows.Where(r => r.Condition == condition).Select(r => r.Outcome(outcome)).ToArray() : [];
        return values.Length == 0 ? double.NaN : values.Average();
    })];
}
