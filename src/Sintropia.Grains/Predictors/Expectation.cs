using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Sintropia.Grains.Predictors;

/// <summary>That somebody's cells will come to a predictor. To be disposed when they have, or will not any more.</summary>
public sealed class Expectation : IDisposable
{
    private readonly MicroBatcher _batcher;

    internal Expectation(MicroBatcher batcher, ActivityContext asking) => (_batcher, Asking) = (batcher, asking);

    /// <summary>The span of those who come.</summary>
    internal ActivityContext Asking { get; }

    internal Exception? Failure { get; set; }

    /// <summary>Completes when all that was asked so far is answered.</summary>
    /// <exception cref="Exception">Whatever kept a predictor from answering since this was expected.</exception>
    public async ValueTask Answered()
    {
        await _batcher.Answered();
        if (Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    /// <inheritdoc/>
    public void Dispose() => _batcher.Forget(this);
}
