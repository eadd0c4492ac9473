using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Tissues;

namespace Sintropia.Simulation.Scenes;

/// <summary>One fraction of radiation.</summary>
/// <param name="Pulse">Which fraction of which intervention: the index of the draws.</param>
/// <param name="Lethal">Probability of a lethal hit, 0 to 1; shape [groups, phases], row-major.</param>
/// <param name="Reached">Groups that it reaches; shape [groups].</param>
/// <param name="Time">When, h.</param>
public sealed record RadiationPulse(ulong Pulse, double[] Lethal, bool[] Reached, double Time) : Strike(Time)
{
    /// <inheritdoc/>
    public override CellEvent On(ref Cell cell, ref Marks marks, CellLife life, Surroundings surroundings)
    {
        var group = surroundings.Group(cell.Type, cell.Subset);
        return Reached[group] ? life.Irradiate(ref cell, ref marks, Lethal[group * Phases.Count + (int)cell.Phase], Pulse, surroundings.Of(group), Time) : CellEvent.None;
    }
}
