using Sintropia.Biology.Tissues;

namespace Sintropia.Scenarios.Experiments;

/// <summary>A tissue of a scenario.</summary>
/// <param name="Organ">The organ that it belongs to.</param>
/// <param name="Name">Its name.</param>
/// <param name="Populations">Its founders.</param>
/// <param name="Crowding">How it fills up; null for boundless growth.</param>
public sealed record ScenarioTissue(string Organ, string Name, IReadOnlyList<ScenarioPopulation> Populations, Crowding? Crowding = null);
