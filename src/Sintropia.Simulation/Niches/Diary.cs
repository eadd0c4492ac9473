using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;

namespace Sintropia.Simulation.Niches;

/// <summary>What happened to cells that live alone: events, and the lives that ended.</summary>
/// <param name="types">Number of cell types.</param>
/// <param name="keepLineage">Whether lives that end are kept.</param>
/// <param name="keepEvents">Whether every event is kept with its time, as a replay tells them.</param>
public sealed class Diary(int types, bool keepLineage, bool keepEvents = false)
{
    /// <summary>Events; shape [cell types, events], row-major.</summary>
    public long[] Happened { get; } = new long[types * CellEvents.Count];

    /// <summary>Sum of the hashes of the lives that ended.</summary>
    public UInt128 History { get; private set; }

    /// <summary>Lives that ended, if they are kept.</summary>
    public List<LineageRecord> Ended { get; } = [];

    /// <summary>Events in the order in which they happened, if they are kept.</summary>
    public List<DatedEvent> Events { get; } = [];

    /// <summary>Whether nothing was written.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Whether it is made for so many cell types, and keeps lives or not.</summary>
    public bool Fits(int cellTypes, bool keeps) => cellTypes == types && keeps == keepLineage;

    /// <summary>Writes down an event.</summary>
    /// <param name="type">The type of the cell before it.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="time">When, h.</param>
    /// <param name="phase">Where the cell is after it.</param>
    public void Add(byte type, CellEvent happened, double time, Phase phase)
    {
        if (happened == CellEvent.None) return;
        Happened[type * CellEvents.Count + (int)happened]++;
        if (keepEvents) Events.Add(new(time, happened, phase));
        IsEmpty = false;
    }

    /// <summary>Writes down the end of a life.</summary>
    public void End(in Cell life, CellEvent happened, double time)
    {
        History += Niche.Epitaph(in life, happened, time);
        if (keepLineage) Ended.Add(new(life, time, happened));
    }
}
