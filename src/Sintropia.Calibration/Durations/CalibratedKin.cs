using Sintropia.Biology.Cycle;
using Sintropia.Evaluation.Lineages;

namespace Sintropia.Calibration.Durations;

/// <summary>How alike relatives are in a part of the cycle.</summary>
/// <param name="Half">early (G1) or late (S, G2 and M).</param>
/// <param name="Mothers">Mothers and daughters, as recorded.</param>
/// <param name="Sisters">Sisters, as recorded.</param>
/// <param name="Entered">The heritable pace that goes into the preset; null where pairs are too few.</param>
public sealed record CalibratedKin(string Half, FamilyCorrelation Mothers, FamilyCorrelation Sisters, HeritablePace? Entered);
