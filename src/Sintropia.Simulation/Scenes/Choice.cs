using Sintropia.Biology.Cells;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Tissues;

namespace Sintropia.Simulation.Scenes;

/// <summary>The onset of an intervention that reaches a fraction of the cells: each is chosen or passed by.</summary>
/// <param name="Intervention">Its number in the scenario.</param>
/// <param name="Bit">Its bit in a cell's subset.</param>
/// <param name="Target">Whom it reaches.</param>
/// <param name="Time">When, h.</param>
public sealed record Choice(int Intervention, int Bit, Target Target, double Time) : Strike(Time)
{
    /// <inheritdoc/>
    public override CellEvent On(ref Cell cell, ref Marks marks, CellLife life, Surroundings surroundings)
    {
        life.Choose(ref cell, ref marks, Target, Intervention, Bit, surroundings, Time);
        return CellEvent.None;
    }
}
