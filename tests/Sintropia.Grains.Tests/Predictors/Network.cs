using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;

namespace Sintropia.Grains.Tests.Predictors;

/// <summary>A network of one dimension that answers with twice the state plus the level of its one agent, as soon as it is let.</summary>
internal sealed class Network : IResponsePredictor
{
    private readonly SemaphoreSlim _let = new(0);
    private readonly SemaphoreSlim _asked = new(0);

    public List<int> Batches { get; } = [];

    /// <summary>What it throws instead of an answer.</summary>
    public Exception? Failure { get; set; }

    public PredictorCard Card { get; } = new()
    {
        Name = "test", Input = ExpressionSpace.Latent, Output = ExpressionSpace.Latent, Features = ["x"], Agents = [new("dose", AgentKind.Compound, "uM")], Time = ResponseTime.Settled, Sets = SetPolicy.Rows,
        TrainedOn = "nothing", Licence = "none", WeightsSha256 = new('0', 64),
    };

    public async ValueTask Respond(ResponseQuestion question, Memory<float> settled, CancellationToken cancellation)
    {
        lock (Batches) Batches.Add(question.Cells);
        _asked.Release();
        await _let.WaitAsync(cancellation);
        if (Failure is not null) throw Failure;
        for (var i = 0; i < question.Cells; i++) settled.Span[i] = 2 * question.Rows.Span[i] + question.Exposures.Span[question.Classes.Span[i]];
    }

    /// <summary>Lets it answer.</summary>
    public void Let(int questions = 1) => _let.Release(questions);

    /// <summary>Completes when it was asked once more.</summary>
    public Task Asked() => _asked.WaitAsync(TestContext.Current.CancellationToken);
}
