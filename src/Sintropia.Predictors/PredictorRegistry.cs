using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Names;
using Sintropia.Predictors.Baselines;
using Sintropia.Predictors.StandIn;

namespace Sintropia.Predictors;

/// <summary>The predictors that there are, by name.</summary>
public static class PredictorRegistry
{
    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [NoChangePredictor.Name, StandInPredictor.Name];

    /// <summary>The predictor of a run.</summary>
    /// <param name="plan">How cells express: says which predictor, and in how many dimensions.</param>
    /// <param name="agents">What acts in the scenario.</param>
    /// <exception cref="ArgumentException">There is no predictor of that name, or it does not fit the scenario.</exception>
    public static IResponsePredictor Find(ExpressionPlan plan, IReadOnlyList<Agent> agents)
    {
        plan.Check();
        var objections = Objections(plan, agents);
        if (objections.Count > 0) throw new ArgumentException(string.Join(' ', objections));
        return plan.Predictor == NoChangePredictor.Name ? new NoChangePredictor(plan, agents) : new StandInPredictor(plan.Dimensions, agents);
    }

    /// <summary>What stands against a predictor for a scenario, without making it; empty if nothing does.</summary>
    /// <param name="plan">How cells express.</param>
    /// <param name="agents">What acts in the scenario.</param>
    public static IReadOnlyList<string> Objections(ExpressionPlan plan, IReadOnlyList<Agent> agents)
    {
        if (plan.Predictor == NoChangePredictor.Name) return NoChangePredictor.CardOf(plan, agents).Objections(plan, agents);
        if (plan.Predictor == StandInPredictor.Name) return StandInPredictor.CardOf(plan.Dimensions, agents, weightsSha256: "").Objections(plan, agents);
        return [$"There is no predictor '{plan.Predictor}'; there are {string.Join(", ", Names)}.{(NearestName.To(plan.Predictor, Names) is { } near ? $" Did you mean '{near}'?" : "")}"];
    }
}
