namespace Sintropia.Evaluation.Lineages;

/// <summary>One cell of a recorded lineage.</summary>
/// <param name="Id">Unique within its lineage.</param>
/// <param name="Parent">Id of its mother; null for a cell that was there when observation began.</param>
/// <param name="Lineage">The lineage it belongs to: the key columns joined by "|".</param>
/// <param name="Generation">As the table counts, or 1 for cells without a mother and one more than the mother else.</param>
/// <param name="BirthHours">Time of birth, h; null when it was not seen or not recorded.</param>
/// <param name="EndHours">Time of division, death or end of observation, h; null when not recorded.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Phases">Its phases in order, only those it was seen in.</param>
public sealed record LineageCell(
    string Id, string? Parent, string Lineage, int Generation, double? BirthHours, double? EndHours, ObservedFate Fate, IReadOnlyList<PhaseDuration> Phases)
{
    /// <summary>What was seen of a phase; null when the cell was never seen in it.</summary>
    public PhaseDuration? Phase(string phase)
    {
        foreach (var p in Phases)
            if (p.Phase == phase) return p;
        return null;
    }

    /// <summary>Duration of a phase seen from beginning to end, h; null otherwise.</summary>
    public double? Completed(string phase) => Phase(phase) is { IsComplete: true } p ? p.Hours : null;

    /// <summary>Duration of the whole cycle, h, of a cell that divided and whose every phase was seen from beginning to end; null otherwise.</summary>
    public double? CycleHours => Fate == ObservedFate.Divided && Phases.Count > 0 && Phases.All(p => p.IsComplete) ? Phases.Sum(p => p.Hours) : null;
}
