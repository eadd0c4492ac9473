using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Names;
using Sintropia.Predictors.StandIn;

namespace Sintropia.Predictors;

/// <summary>The predictors that there are, by name.</summary>
public static class PredictorRegistry
{
    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [StandInPredictor.Name];

    /// <summary>The predictor of a run.</summary>
    /// <param name="plan">How cells express: says which predictor, and in how many dimensions.</param>
    /// <param name="agents">What acts in the scenario.</param>
    /// <exception cref="ArgumentException">There is no predictor of that name, or it does not fit the scenario.</exception>
    public static IResponsePredictor Find(ExpressionPlan plan, IReadOnlyList<Agent> agents)
    {
        if (Problem(plan.Predictor) is { } problem) throw new ArgumentException(problem);
        plan.Check();
        var predictor = new StandInPredictor(plan.Dimensions, agents);
        var objections = predictor.Card.Objections(plan, agents);
        return objections.Count == 0 ? predictor : throw new ArgumentException(string.Join(' ', objections));
    }

    /// <summary>What is wrong with a name; null for the name of a predictor.</summary>
    public static string? Problem(string name) => Names.Contains(name)
        ? null
        : $"There is no predictor '{name}'; there are {string.Join(", ", Names)}.{(NearestName.To(name, Names) is { } near ? $" Did you mean '{near}'?" : "")}";
}
