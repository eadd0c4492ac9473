namespace Sintropia.Evaluation.DoseResponse;

/// <summary>One measured response.</summary>
/// <param name="Dose">Dose in any one unit, ≥ 0; 0 is a control.</param>
/// <param name="Response">Response in the unit of the curve. NaN is left out and counted.</param>
public readonly record struct DosePoint(double Dose, double Response);
