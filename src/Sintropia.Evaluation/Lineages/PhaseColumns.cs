namespace Sintropia.Evaluation.Lineages;

/// <summary>Where a lineage table keeps one phase.</summary>
/// <param name="Phase">What to call the phase: "G1".</param>
/// <param name="Durations">Columns whose sum is its duration; several to read S, G2 and M as one phase.</param>
/// <param name="Status">Column that says observed, left_censored, censored or death; null to take it from the cell's fate: the last phase entered ends as the cell does.</param>
public sealed record PhaseColumns(string Phase, IReadOnlyList<string> Durations, string? Status = null)
{
    /// <summary>A phase kept in one column.</summary>
    public PhaseColumns(string phase, string duration, string? status = null) : this(phase, [duration], status) { }
}
