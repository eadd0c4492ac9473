namespace Sintropia.Scenarios.Experiments;

/// <summary>A heritable change, by names of types.</summary>
/// <param name="To">The type that mutants are of.</param>
/// <param name="Probability">Per daughter of a division, or per founder.</param>
public sealed record ScenarioMutation(string To, double Probability);
