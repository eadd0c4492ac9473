using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;

namespace Sintropia.Runs.Execution;

/// <summary>Counts of an organism, for those who watch.</summary>
/// <param name="Living">Living cells.</param>
/// <param name="Divisions">Divisions so far.</param>
/// <param name="Deaths">Deaths so far.</param>
public readonly record struct OrganismCounts(long Living, long Divisions, long Deaths)
{
    /// <summary>The counts of a tissue.</summary>
    /// <param name="cells">Cells; shape [cell types, phases], row-major.</param>
    /// <param name="events">Events; shape [cell types, events], row-major.</param>
    public static OrganismCounts Of(ReadOnlySpan<long> cells, ReadOnlySpan<long> events)
    {
        long living = 0, divisions = 0, deaths = 0;
        for (var i = 0; i < cells.Length; i++)
            if (((Phase)(i % Phases.Count)).IsLiving()) living += cells[i];
        for (var i = 0; i < events.Length; i++)
        {
            var happened = (CellEvent)(i % CellEvents.Count);
            if (happened == CellEvent.Divided) divisions += events[i];
            else if (happened.EndsLife()) deaths += events[i];
        }

        return new(living, divisions, deaths);
    }

    /// <summary>The counts of two tissues together.</summary>
    public static OrganismCounts operator +(OrganismCounts a, OrganismCounts b) => new(a.Living + b.Living, a.Divisions + b.Divisions, a.Deaths + b.Deaths);
}
