using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Tissues;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Simulation.Niches;

/// <summary>Founds the niches of a population. A founder is a function of its number, so that niches can be founded anywhere.</summary>
/// <param name="life">The law of cells.</param>
/// <param name="founded">The population.</param>
/// <param name="population">Its number in the organism.</param>
/// <param name="firstClone">The clone of its first founder.</param>
/// <param name="options">How the simulation is carried out.</param>
public sealed class NicheFounding(CellLife life, PopulationPlan founded, uint population, uint firstClone, SimulationOptions options)
{
    private readonly Founders _founders = new(life, founded.CellType, founded.Founding);

    /// <summary>Founds a niche.</summary>
    /// <param name="first">Number of its first founder.</param>
    /// <param name="count">Founders.</param>
    /// <param name="surroundings">What cells feel at the beginning.</param>
    public Niche Found(int first, int count, Surroundings surroundings)
    {
        var niche = new Niche(life, count < options.NicheSize * 7 / 8 ? count + 16 : options.NicheSize, options.KeepLineage);
        for (var i = first; i < first + count; i++)
        {
            var cell = Found(i, surroundings, out var marks);
            if (founded.Measured is { } measured) niche.Found(in cell, marks, surroundings, measured.State(i), measured.Residual(i));
            else niche.Found(in cell, marks, surroundings);
        }

        return niche;
    }

    /// <summary>Founds one cell.</summary>
    /// <param name="number">Which founder.</param>
    /// <param name="surroundings">What cells feel at the beginning.</param>
    /// <param name="marks">Its marks.</param>
    public Cell Found(int number, Surroundings surroundings, out Marks marks) => _founders.Make(
        CellId.Founder(population, (ulong)number), firstClone + (uint)number, surroundings.Of(surroundings.Group((byte)founded.CellType, 0)), 0,
        founded.Measured?.Stage(number) ?? PhaseSet.Living, out marks);
}
