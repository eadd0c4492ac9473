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
        // Which interventions act was checked where the scenario was read; agents that never do need not be known to a trained model.
        var objections = Objections(plan, plan.Trained is null ? agents : []);
        if (objections.Count > 0) throw new ArgumentException(string.Join(' ', objections));
        if (plan.Trained is { } trained) return trained;
        return plan.Predictor == NoChangePredictor.Name ? new NoChangePredictor(plan, agents) : new StandInPredictor(plan.Dimensions, agents);
    }

    /// <summary>What stands against a predictor for a scenario, without making it; empty if nothing does.</summary>
    /// <param name="plan">How cells express.</param>
    /// <param name="agents">What acts in the scenario.</param>
    public static IReadOnlyList<string> Objections(ExpressionPlan plan, IReadOnlyList<Agent> agents)
    {
        if (plan.Trained is { } trained) return [.. trained.Card.Objections(plan, agents), .. OtherPanel(plan, trained.Card)];
        if (plan.Predictor == NoChangePredictor.Name) return NoChangePredictor.CardOf(plan, agents).Objections(plan, agents);
        if (plan.Predictor == StandInPredictor.Name) return StandInPredictor.CardOf(plan.Dimensions, agents, weightsSha256: "").Objections(plan, agents);
        return [$"There is no predictor '{plan.Predictor}'; there are {string.Join(", ", Names)}.{(NearestName.To(plan.Predictor, Names) is { } near ? $" Did you mean '{near}'?" : "")}"];
    }

    private static IEnumerable<string> OtherPanel(ExpressionPlan plan, PredictorCard card)
    {
        if (plan.Dimensions != card.Dimensions || plan.Features.SequenceEqual(card.Features, StringComparer.Ordinal)) yield break;
        var place = Enumerable.Range(0, card.Dimensions).First(i => plan.Features.ElementAtOrDefault(i) != card.Features[i]);
        yield return $"{card.Name} was trained on another panel of {card.Dimensions} genes: gene {place + 1} is {card.Features[place]} there and {plan.Features.ElementAtOrDefault(place) ?? "nothing"} in the scenario. Leave 'genes' and 'variable_genes' out, and the model's own panel is used.";
    }
}
