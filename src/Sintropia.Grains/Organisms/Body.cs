using Sintropia.Biology.Cells;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Predictors;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Tissues;

namespace Sintropia.Grains.Organisms;

/// <summary>What the grains of an organism on one machine share: its plan, the law of its cells, and whom to ask how they respond.</summary>
/// <param name="plan">The plan.</param>
/// <param name="predictor">Says how cells respond; null in a run without expression.</param>
public sealed class Body(OrganismPlan plan, MicroBatcher? predictor)
{
    /// <summary>The plan.</summary>
    public OrganismPlan Plan => plan;

    /// <summary>Says how cells respond; null in a run without expression.</summary>
    public MicroBatcher? Predictor => predictor;

    /// <summary>The law of its cells.</summary>
    public CellLife Life { get; } = plan.Life();

    /// <summary>An undisturbed milieu of a tissue.</summary>
    public Milieu Milieu(int tissue) => new(plan.Tissues[tissue], plan, Life);

    /// <summary>Founds cells of a population.</summary>
    /// <param name="tissue">Position of the tissue.</param>
    /// <param name="command">Which population, and how.</param>
    public NicheFounding Founding(int tissue, FoundBlock command)
    {
        // Populations are numbered through the organism.
        var populations = plan.Tissues[tissue].Populations;
        var number = plan.Tissues.Take(tissue).Sum(t => t.Populations.Count) + command.Population;
        return new(Life, populations[command.Population], (uint)number, plan.FirstClone(tissue, command.Population), command.Carrying.Simulation);
    }
}
