namespace Sintropia.Evaluation.Fitting;

/// <summary>Where a sum of squares is least.</summary>
/// <param name="At">Parameters.</param>
/// <param name="Squares">The weighted sum of squares there.</param>
internal readonly record struct Minimum(double[] At, double Squares);
