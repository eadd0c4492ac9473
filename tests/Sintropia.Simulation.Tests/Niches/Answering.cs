using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;

namespace Sintropia.Simulation.Tests.Niches;

/// <summary>A predictor that answers by a formula and remembers what it was asked.</summary>
/// <param name="dimensions">Dimensions of a state.</param>
/// <param name="agents">What it knows.</param>
/// <param name="answer">x* of one number, given x₀ and the levels of the exposure class.</param>
internal sealed class Answering(int dimensions, IReadOnlyList<Agent> agents, Func<float, float[], float> answer) : IResponsePredictor
{
    /// <summary>Rows asked about in each call, with their exposure.</summary>
    public List<(float[] Row, float[] Levels)> Asked { get; } = [];

    public PredictorCard Card { get; } = new()
    {
        Name = "formula",
        Input = ExpressionSpace.Latent,
        Output = ExpressionSpace.Latent,
        Features = [.. Enumerable.Range(0, dimensions).Select(k => $"x{k}")],
        Agents = [.. agents.Select(a => new KnownAgent(a.Name, a.Kind, a.Unit))],
        Time = ResponseTime.Settled,
        Sets = SetPolicy.Rows,
        TrainedOn = "nothing",
        Licence = "none",
        WeightsSha256 = "",
    };

    public async ValueTask Respond(ResponseQuestion question, Memory<float> settled, CancellationToken cancellation)
    {
        question.Check(Card, settled.Length);
        await Task.Yield(); // an answer that is not there at once
        for (var i = 0; i < question.Cells; i++)
        {
            var row = question.Rows.Slice(i * dimensions, dimensions).ToArray();
            var levels = question.Exposures.Slice(question.Classes.Span[i] * question.Agents, question.Agents).ToArray();
            for (var k = 0; k < dimensions; k++) settled.Span[i * dimensions + k] = answer(row[k], levels);
            lock (Asked) Asked.Add((row, levels));
        }
    }
}
