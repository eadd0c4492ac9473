using Sintropia.Biology.Cycle;
using Sintropia.Biology.Tissues;

namespace Sintropia.Simulation.Niches;

/// <summary>How far the clocks of each slot come by the end of an interval: a cell needs no look unless one of its marks lies before it.</summary>
public sealed class Horizon
{
    /// <summary>Progress at the end; shape [slots].</summary>
    public double[] Progress { get; private set; } = [];

    /// <summary>Cumulative hazard at the end; shape [slots].</summary>
    public double[] Hazard { get; private set; } = [];

    /// <summary>Reads the clocks.</summary>
    /// <param name="surroundings">All microenvironments of the tissue.</param>
    /// <param name="until">End of the interval, h.</param>
    public void Set(Surroundings surroundings, double until)
    {
        var slots = surroundings.Count * Niche.SlotsPerGroup;
        if (Progress.Length < slots) (Progress, Hazard) = (new double[slots], new double[slots]);
        for (var group = 0; group < surroundings.Count; group++)
        {
            var here = surroundings.Of(group);
            for (var phase = 0; phase < Phases.Count; phase++)
            {
                var slot = group * Niche.SlotsPerGroup + phase * 2;
                Hazard[slot] = Hazard[slot + 1] = here.Hazard[phase].At(until);
                Progress[slot] = here.Progress[phase].At(until);
                Progress[slot + 1] = here.Released.Has((Phase)phase) ? double.PositiveInfinity : double.NegativeInfinity;
            }
        }
    }
}
