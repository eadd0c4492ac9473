namespace Sintropia.Evaluation.Combinations;

/// <summary>One measured response to two drugs together.</summary>
/// <param name="DoseA">Dose of the first drug, ≥ 0; 0 is without.</param>
/// <param name="DoseB">Dose of the second drug, ≥ 0.</param>
/// <param name="Response">What is left, relative to a control or in any unit of counts; NaN is left out and counted.</param>
public readonly record struct CombinationWell(double DoseA, double DoseB, double Response);
