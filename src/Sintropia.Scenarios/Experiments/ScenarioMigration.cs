namespace Sintropia.Scenarios.Experiments;

/// <summary>Cells that leave a tissue for another one, by names.</summary>
/// <param name="Type">Their type.</param>
/// <param name="To">The tissue that they come into, or the organ of which it is the only one.</param>
/// <param name="Rate">1/h; infinite for all at once.</param>
public sealed record ScenarioMigration(string Type, string To, double Rate);
