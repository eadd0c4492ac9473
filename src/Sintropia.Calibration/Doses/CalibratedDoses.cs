using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.Kinetics;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Calibration.Doses;

/// <summary>One drug on one kind of cells.</summary>
/// <param name="Labels">What sets it apart.</param>
/// <param name="Law">Division and death as Hill curves of the dose.</param>
/// <param name="Numbers">Numbers of the law with intervals over resampled wells, by name: slowing and death, each maximum, ec50 and hill; delays in h.</param>
/// <param name="Rates">Rates by dose, the control first.</param>
/// <param name="HeldOut">How doses are predicted that were not fitted; null where it was not asked for, or there are too few.</param>
/// <param name="Courses">The counts.</param>
/// <param name="Residual">Root mean square of log2 counts about the fit.</param>
public sealed record CalibratedDoses(
    IReadOnlyList<string> Labels, DoseKinetics Law, IReadOnlyDictionary<string, Interval> Numbers, IReadOnlyList<DoseRates> Rates, HeldOutDoses? HeldOut, IReadOnlyList<CountCourse> Courses, double Residual)
{
    /// <summary>The labels as one name.</summary>
    public string Name => Labels.Count == 0 ? "all" : string.Join(" · ", Labels);
}
