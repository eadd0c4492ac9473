namespace Sintropia.Training.Quantising;

/// <summary>A measure before and after.</summary>
/// <param name="Measure">What, and its unit.</param>
/// <param name="Before">In float32.</param>
/// <param name="After">In int8; the same where nothing is quantised.</param>
public sealed record MeasureFinding(string Measure, double Before, double After);
