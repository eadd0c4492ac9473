using Sintropia.Biology.Tissues;

namespace Sintropia.Simulation.Organisms;

/// <summary>One tissue of an organ.</summary>
/// <param name="Organ">Name of the organ.</param>
/// <param name="Name">Name of the tissue, unique in the organism.</param>
/// <param name="Populations">Its founders.</param>
/// <param name="Crowding">How it fills up; null for boundless growth.</param>
/// <param name="Scale">Cells of the body that each simulated cell stands for, &gt; 0: a tissue is a sample of its organ.</param>
public sealed record TissuePlan(string Organ, string Name, IReadOnlyList<PopulationPlan> Populations, Crowding? Crowding = null, double Scale = 1)
{
    /// <summary>Which of its cells leave it for other tissues; one way for each type.</summary>
    public IReadOnlyList<Migration> Migrations { get; init; } = [];
}
