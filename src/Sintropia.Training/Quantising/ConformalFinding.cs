namespace Sintropia.Training.Quantising;

/// <summary>Whether intervals keep their promise.</summary>
/// <param name="Of">What is predicted.</param>
/// <param name="Weights">Which weights answer, and which calibrated.</param>
/// <param name="Quantile">The score that intervals are made of: a half-width, or one less the least probability of a label that is kept.</param>
/// <param name="Calibrating">Cells that calibrate.</param>
/// <param name="Tried">Cells that were tried.</param>
/// <param name="Covered">Of those, how many were covered.</param>
/// <param name="Least">The fewest that nine in ten exchangeable sets would have.</param>
/// <param name="Most">The most.</param>
/// <param name="Width">Mean width of intervals, or mean number of labels kept.</param>
public sealed record ConformalFinding(string Of, string Weights, double Quantile, int Calibrating, int Tried, int Covered, int Least, int Most, double Width)
{
    /// <summary>Whether as many are covered as exchangeable ones would be.</summary>
    public bool IsInBand => Covered >= Least && Covered <= Most;
}
