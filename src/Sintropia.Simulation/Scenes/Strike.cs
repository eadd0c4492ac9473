using Sintropia.Biology.Cells;
using Sintropia.Biology.Tissues;

namespace Sintropia.Simulation.Scenes;

/// <summary>What an intervention does to single cells at one moment.</summary>
/// <param name="Time">When, h.</param>
public abstract record Strike(double Time)
{
    /// <summary>Does it to a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="marks">Its marks.</param>
    /// <param name="life">The law of cells.</param>
    /// <param name="surroundings">What cells feel at that moment.</param>
    /// <returns>What happened to it.</returns>
    public abstract CellEvent On(ref Cell cell, ref Marks marks, CellLife life, Surroundings surroundings);
}
