namespace Sintropia.Calibration.Problems;

/// <summary>What was measured once.</summary>
/// <param name="Observable">Its name in the table of observables.</param>
/// <param name="Quantity">What is counted in the simulation.</param>
/// <param name="Scale">On which scale it is compared.</param>
/// <param name="Condition">The condition of the scenario.</param>
/// <param name="Hours">When, h.</param>
/// <param name="Value">What came out, on the scale.</param>
/// <param name="Noise">Standard deviation of the measurement on the scale; 0 where the simulation's own chance is all there is.</param>
public sealed record Measurement(string Observable, ObservedQuantity Quantity, ObservedScale Scale, string Condition, double Hours, double Value, double Noise);
