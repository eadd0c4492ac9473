namespace Sintropia.Calibration.Posteriors;

/// <summary>Numbers that were tried and accepted.</summary>
/// <param name="Shares">Each parameter as the share of the way between its bounds, on its scale.</param>
/// <param name="Weight">Weight, summing to 1 over a generation.</param>
/// <param name="Distance">Distance of what was simulated from what was measured.</param>
/// <param name="Simulated">What was simulated; shape [measurements].</param>
/// <param name="Attempt">Number of the attempt in its generation.</param>
public sealed record Particle(double[] Shares, double Weight, double Distance, double[] Simulated, long Attempt);
