namespace Sintropia.Calibration.Doses;

/// <summary>Counts at doses that were not fitted: root mean squares of log2 counts, from the first count of each well on.</summary>
/// <param name="Law">Division and death, fitted to every second dose from the highest down.</param>
/// <param name="Interpolation">Fold changes between the neighbouring doses, which knows no law.</param>
/// <param name="NoEffect">The control.</param>
/// <param name="Counts">How many counts.</param>
public sealed record HeldOutDoses(double Law, double Interpolation, double NoEffect, int Counts);
