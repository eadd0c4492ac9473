using Sintropia.Biology.Tissues;

namespace Sintropia.Scenarios.Experiments;

/// <summary>A tissue of a scenario.</summary>
/// <param name="Organ">The organ that it belongs to.</param>
/// <param name="Name">Its name.</param>
/// <param name="Populations">Its founders.</param>
/// <param name="Crowding">How it fills up; null for boundless growth.</param>
/// <param name="Scale">Cells of the body that each simulated cell stands for.</param>
public sealed record ScenarioTissue(string Organ, string Name, IReadOnlyList<ScenarioPopulation> Populations, Crowding? Crowding = null, double Scale = 1)
{
    /// <summary>Which of its cells leave it for other tissues.</summary>
    public IReadOnlyList<ScenarioMigration> Migrations { get; init; } = [];
}
