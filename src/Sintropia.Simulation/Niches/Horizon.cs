using Sintropia.Biology.Cycle;
using Sintropia.Biology.Tissues;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Simulation.Niches;

/// <summary>How far the clocks of each slot come by the end of an interval: a cell needs no look unless one of its marks lies before it.</summary>
public sealed class Horizon
{
    private readonly long _most;
    private readonly double _until;
    private long _room;

    /// <summary>Reads the clocks.</summary>
    /// <param name="surroundings">All microenvironments of the tissue.</param>
    /// <param name="until">End of the interval, h.</param>
    /// <param name="most">Most cells that the run may hold.</param>
    public Horizon(Surroundings surroundings, double until, long most = long.MaxValue / 2)
    {
        // Columns are widened by a quarter, so a tissue within its limit never needs more than this.
        (_most, _until, _room) = (most, until, most + most / 4 + 65536);
        var slots = surroundings.Count * Niche.SlotsPerGroup;
        (Progress, Hazard) = (new double[slots], new double[slots]);
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

    /// <summary>Progress at the end; shape [slots].</summary>
    public double[] Progress { get; }

    /// <summary>Cumulative hazard at the end; shape [slots].</summary>
    public double[] Hazard { get; }

    /// <summary>Takes room for rows that a niche needs beyond its columns. Cells can divide many times in an interval; what outgrows its limit must stop here and not when memory is gone.</summary>
    /// <exception cref="PopulationLimitException">All room is taken.</exception>
    internal void Claim(int rows)
    {
        if (Interlocked.Add(ref _room, -rows) < 0) throw new PopulationLimitException(_most + 1, _most, _until);
    }
}
