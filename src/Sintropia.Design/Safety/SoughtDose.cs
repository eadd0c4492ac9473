using Sintropia.Evaluation.Statistics;

namespace Sintropia.Design.Safety;

/// <summary>The dose at which an endpoint is reached.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Verdict">Whether it lies in the range.</param>
/// <param name="Dose">Geometric mean over replicates with the t interval of its logarithm, in the unit of the range; ends are NaN, and the estimate is an end of the range, where it was not found in all replicates.</param>
/// <param name="ByReplicate">Dose of each replicate; NaN where it was not found.</param>
public sealed record SoughtDose(OrganEndpoint Endpoint, DoseVerdict Verdict, Interval Dose, IReadOnlyList<double> ByReplicate);
