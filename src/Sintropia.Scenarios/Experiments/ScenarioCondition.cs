namespace Sintropia.Scenarios.Experiments;

/// <summary>One arm of an experiment.</summary>
/// <param name="Name">Its name; <see cref="Only"/> where the scenario names none.</param>
/// <param name="Interventions">All that is done in it, what is done in every condition first.</param>
public sealed record ScenarioCondition(string Name, IReadOnlyList<ScenarioIntervention> Interventions)
{
    /// <summary>The name of the condition of a scenario without conditions.</summary>
    public const string Only = "only";
}
