namespace Sintropia.Sweeps.Sensitivity;

/// <summary>How an outcome depends on a parameter, by one measure.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Measure">first or total Sobol index; mu, mu_star or sigma of elementary effects; rank_correlation.</param>
/// <param name="Value">The estimate, with its 95 % interval where there is one.</param>
public sealed record Influence(string Condition, string Outcome, string Parameter, string Measure, Bounds Value);
