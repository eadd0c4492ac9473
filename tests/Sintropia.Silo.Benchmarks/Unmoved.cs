using Sintropia.Biology.Expression;

namespace Sintropia.Silo.Benchmarks;

/// <summary>A predictor that answers with what it was told: what is left is the cost of asking.</summary>
internal sealed class Unmoved(PredictorCard card) : IResponsePredictor
{
    public PredictorCard Card => card;

    public ValueTask Respond(ResponseQuestion question, Memory<float> settled, CancellationToken cancellation)
    {
        question.Rows.CopyTo(settled);
        return default;
    }
}
