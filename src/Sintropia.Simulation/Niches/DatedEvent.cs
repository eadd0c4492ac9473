using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;

namespace Sintropia.Simulation.Niches;

/// <summary>Something that happened to a cell.</summary>
/// <param name="Time">When, h.</param>
/// <param name="Happened">What.</param>
/// <param name="Phase">Where the cell is after it; after a division, its first daughter.</param>
public readonly record struct DatedEvent(double Time, CellEvent Happened, Phase Phase);
