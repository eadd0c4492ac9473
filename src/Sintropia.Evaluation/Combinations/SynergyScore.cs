using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Combinations;

/// <summary>A matrix under one model.</summary>
/// <param name="Model">The model.</param>
/// <param name="Mean">Mean excess over the pairs of doses; its interval from resamples, NaN ends without.</param>
/// <param name="Largest">The largest excess of a pair.</param>
/// <param name="Smallest">The smallest.</param>
/// <param name="Cells">Pairs scored.</param>
/// <param name="Failure">Why there is no score.</param>
public sealed record SynergyScore(ReferenceModel Model, Interval Mean, double Largest, double Smallest, int Cells, CombinationFailure Failure);
