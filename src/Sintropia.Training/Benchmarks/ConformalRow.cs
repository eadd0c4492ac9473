namespace Sintropia.Training.Benchmarks;

/// <summary>Conformal intervals around a system, calibrated on one half of the test perturbations and tried on the other.</summary>
/// <param name="System">Whose predictions.</param>
/// <param name="Role">What it is there for.</param>
/// <param name="HalfWidth">Half of the interval's width in log-normalised expression; infinite where too few perturbations calibrate.</param>
/// <param name="Calibrating">Perturbations that it was calibrated on.</param>
/// <param name="Tried">Perturbations that it was tried on.</param>
/// <param name="Covered">Of these, those that were covered: as large a share of their genes as was promised lies inside.</param>
/// <param name="Least">Fewest covered that chance makes in nine cases of ten, given so many of each; an exact band.</param>
/// <param name="Most">Most of them.</param>
public sealed record ConformalRow(string System, EntryRole Role, double HalfWidth, int Calibrating, int Tried, int Covered, int Least, int Most)
{
    /// <summary>Whether coverage is what exchangeable perturbations give.</summary>
    public bool IsInBand => Covered >= Least && Covered <= Most;
}
