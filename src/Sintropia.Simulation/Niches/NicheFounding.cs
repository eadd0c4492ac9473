using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
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
    private readonly Dictionary<int, Founders> _founders = founded.Mutants.Select(m => m.To).Append(founded.CellType).Distinct().ToDictionary(type => type, type => new Founders(life, type, founded.Founding));

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
    public Cell Found(int number, Surroundings surroundings, out Marks marks)
    {
        var id = CellId.Founder(population, (ulong)number);
        var type = founded.Mutants.Count == 0 ? founded.CellType : Mutation.Of(founded.Mutants, founded.CellType, life.Draws.Uniform(id, Purpose.FounderMutation));
        return _founders[type].Make(id, firstClone + (uint)number, surroundings.Of(surroundings.Group((byte)type, 0)), 0, founded.Measured?.Stage(number) ?? PhaseSet.Living, out marks);
    }
}
