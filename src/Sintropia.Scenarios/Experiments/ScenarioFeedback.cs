namespace Sintropia.Scenarios.Experiments;

/// <summary>Descendants that hold renewal back.</summary>
/// <param name="Counts">The type that is counted.</param>
/// <param name="Half">Number of living cells at which renewal is halved.</param>
/// <param name="Power">Steepness.</param>
public sealed record ScenarioFeedback(string Counts, double Half, double Power);
