using Sintropia.Biology.Cycle;
using Sintropia.Evaluation.Statistics;
using Sintropia.Evaluation.Survival;

namespace Sintropia.Calibration.Durations;

/// <summary>What a table says of one phase.</summary>
/// <param name="Phase">Its name.</param>
/// <param name="Fits">All laws, that with the least AIC first.</param>
/// <param name="Recorded">The law that was taken, fitted to the record.</param>
/// <param name="Entered">The same law as it goes into the preset: corrected for what the film leaves out.</param>
/// <param name="Mean">Mean of the recorded law with its interval over lineages, h.</param>
/// <param name="Variation">Standard deviation over mean with its interval.</param>
/// <param name="Deaths">Deaths in the phase over hours seen in it.</param>
/// <param name="Curve">The recorded durations without any law.</param>
public sealed record CalibratedPhase(string Phase, IReadOnlyList<DurationFit> Fits, DurationFit Recorded, DurationLaw Entered, Interval Mean, Interval Variation, EventRate Deaths, KaplanMeier Curve);
