using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;

namespace Sintropia.Runs.Execution;

/// <summary>Counts of an organism, for those who watch.</summary>
public sealed class OrganismCounts
{
    private readonly long[] _cells = new long[Phases.Count], _events = new long[CellEvents.Count];

    private OrganismCounts()
    {
    }

    /// <summary>Of nothing.</summary>
    public static OrganismCounts None { get; } = new();

    /// <summary>Living cells.</summary>
    public long Living => Phases.All.Where(p => p.IsLiving()).Sum(p => this[p]);

    /// <summary>Divisions so far.</summary>
    public long Divisions => this[CellEvent.Divided];

    /// <summary>Deaths so far.</summary>
    public long Deaths => Enumerable.Range(0, CellEvents.Count).Where(e => (CellEvent)e != CellEvent.Divided && ((CellEvent)e).EndsLife()).Sum(e => _events[e]);

    /// <summary>Cells in a phase.</summary>
    public long this[Phase phase] => _cells[(int)phase];

    /// <summary>How often something happened so far.</summary>
    public long this[CellEvent happened] => _events[(int)happened];

    /// <summary>The counts of tissues together.</summary>
    /// <param name="tissues">Of each its cells, shape [cell types, phases], and its events, shape [cell types, events], both row-major.</param>
    public static OrganismCounts Of(IEnumerable<(long[] Cells, long[] Events)> tissues)
    {
        var sum = new OrganismCounts();
        foreach (var (cells, events) in tissues)
        {
            for (var i = 0; i < cells.Length; i++) sum._cells[i % Phases.Count] += cells[i];
            for (var i = 0; i < events.Length; i++) sum._events[i % CellEvents.Count] += events[i];
        }

        return sum;
    }

    /// <summary>Takes the sums apart.</summary>
    public void Deconstruct(out long living, out long divisions, out long deaths) => (living, divisions, deaths) = (Living, Divisions, Deaths);
}
