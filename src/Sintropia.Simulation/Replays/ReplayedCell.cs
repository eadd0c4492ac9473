using Sintropia.Biology.Cells;
using Sintropia.Simulation.Niches;

namespace Sintropia.Simulation.Replays;

/// <summary>One life of a line of descent, replayed.</summary>
/// <param name="Id">Who.</param>
/// <param name="Birth">When it was born, h; negative for founders.</param>
/// <param name="Last">Its row at its end, or at the end of the run.</param>
/// <param name="End">When its life ended, or the run, h.</param>
/// <param name="Fate">How it ended; <see cref="CellEvent.None"/> if it lives at the end of the run.</param>
/// <param name="Events">What happened to it, in order; the last may be its clearance, long after its death.</param>
public sealed record ReplayedCell(CellId Id, double Birth, Cell Last, double End, CellEvent Fate, IReadOnlyList<DatedEvent> Events);
