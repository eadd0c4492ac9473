using System.Diagnostics;
using System.Runtime.InteropServices;
using Orleans.Runtime;
using Sintropia.Biology.Expression;
using Sintropia.Grains.Messages;

namespace Sintropia.Grains.Predictors;

/// <summary>Asks a predictor on another machine. Answers depend on nothing but the question, so that one which was lost is asked for again.</summary>
/// <param name="grain">The predictor.</param>
/// <param name="card">What it is.</param>
/// <param name="time">The clock on the wall.</param>
internal sealed class RemotePredictor(IPredictorGrain grain, PredictorCard card, TimeProvider time) : IResponsePredictor
{
    private const int Attempts = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public PredictorCard Card => card;

    public async ValueTask Respond(ResponseQuestion question, Memory<float> settled, CancellationToken cancellation)
    {
        var bytes = QuestionBytes.Of(question);
        TraceParent.Carry(Activity.Current);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await grain.Respond(bytes).WaitAsync(cancellation);
                MemoryMarshal.Cast<byte, float>(answer).CopyTo(settled.Span);
                return;
            }
            catch (Exception lost) when (lost is OrleansException or TimeoutException && attempt < Attempts)
            {
                await Task.Delay(Pause, time, cancellation);
            }
        }
    }
}
