using Sintropia.Web.Predictors;

namespace Sintropia.Web.Expression;

/// <summary>The predictor of a run, and what it can be asked about.</summary>
/// <param name="Card">Its card.</param>
/// <param name="Agents">Agents of the scenario that it knows.</param>
/// <param name="HalfLifeH">Time in which half of the way to the settled state is gone: of all dimensions, or the median of theirs, h.</param>
public sealed record RunPredictor(ModelCard Card, IReadOnlyList<RunAgent> Agents, double HalfLifeH);
