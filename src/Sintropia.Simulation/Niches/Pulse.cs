using Sintropia.Biology.Cells;

namespace Sintropia.Simulation.Niches;

/// <summary>Something done to one cell at one moment.</summary>
/// <param name="cell">The cell.</param>
/// <param name="marks">Its marks.</param>
/// <returns>What happened to it.</returns>
internal delegate CellEvent Pulse(ref Cell cell, ref Marks marks);
