using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;

namespace Sintropia.Predictors.StandIn;

/// <summary>A predictor without any meaning: a fixed small network, to try runs, clusters and reports with until a trained one is at hand. It knows whatever a scenario has.</summary>
public sealed class StandInPredictor : IResponsePredictor
{
    /// <summary>The name that scenarios give it.</summary>
    public const string Name = "stand-in";

    private readonly StandInNetwork _network;

    /// <summary>The stand-in for a scenario.</summary>
    /// <param name="dimensions">Dimensions of a state.</param>
    /// <param name="agents">What acts in the scenario.</param>
    public StandInPredictor(int dimensions, IReadOnlyList<Agent> agents)
    {
        _network = new(dimensions, agents);
        Card = CardOf(dimensions, agents, _network.WeightsSha256);
    }

    /// <summary>Its card, without its weights.</summary>
    internal static PredictorCard CardOf(int dimensions, IReadOnlyList<Agent> agents, string weightsSha256) => new()
    {
        Name = Name,
        Input = ExpressionSpace.Latent,
        Output = ExpressionSpace.Latent,
        Features = [.. Enumerable.Range(1, dimensions).Select(k => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"axis_{k}"))],
        Agents = [.. agents.Select(a => new KnownAgent(a.Name, a.Kind, a.Unit))],
        Time = ResponseTime.Settled,
        Sets = SetPolicy.Rows,
        TrainedOn = "nothing: weights are drawn at random, and responses mean nothing",
        Licence = "Apache-2.0",
        WeightsSha256 = weightsSha256,
    };

    /// <inheritdoc/>
    public PredictorCard Card { get; }

    /// <inheritdoc/>
    public ValueTask Respond(ResponseQuestion question, Memory<float> settled, CancellationToken cancellation)
    {
        question.Check(Card, settled.Length);
        _network.Forward(question.Rows.Span, question.Classes.Span, question.Exposures.Span, settled.Span, cancellation);
        return ValueTask.CompletedTask;
    }
}
