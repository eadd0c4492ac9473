using Sintropia.Biology.Cells;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Port;

/// <summary>The port that command line, API and page stand over: filled in this process by <see cref="LocalRuns"/>, on a cluster by grains.</summary>
public interface IRuns
{
    /// <summary>Accepts a run; it starts as soon as its turn comes.</summary>
    /// <returns>Its identity.</returns>
    /// <exception cref="IOException">Its folder cannot be used, or another run writes there.</exception>
    /// <exception cref="Checkpoints.CheckpointException">It cannot go on: it is of another version or scenario. Nothing was touched.</exception>
    /// <exception cref="RunKeyConflictException">Its <see cref="RunRequest.Key"/> belongs to a run of another scenario.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    Task<RunId> Submit(RunRequest request, CancellationToken cancellation = default);

    /// <summary>All runs that were submitted here, the oldest first.</summary>
    Task<IReadOnlyList<RunView>> List(CancellationToken cancellation = default);

    /// <summary>One run.</summary>
    /// <exception cref="UnknownRunException">There is no such run.</exception>
    Task<RunView> Get(RunId id, CancellationToken cancellation = default);

    /// <summary>Follows a run from now to its end. The last item has the status that it ended with.</summary>
    /// <exception cref="UnknownRunException">There is no such run.</exception>
    IAsyncEnumerable<RunProgress> Watch(RunId id, CancellationToken cancellation = default);

    /// <summary>Looks at a living cell, or a visible dead one, between two ticks; in a run that waits for its turn, as soon as it comes.</summary>
    /// <returns>The cell, or null if the run has none of that identity now.</returns>
    /// <exception cref="UnknownRunException">There is no such run.</exception>
    /// <exception cref="InvalidOperationException">The run has ended.</exception>
    Task<CellView?> Inspect(RunId id, CellId cell, CancellationToken cancellation = default);

    /// <summary>Holds a run after the tick that is under way.</summary>
    Task Pause(RunId id, CancellationToken cancellation = default);

    /// <summary>Lets a held run go on.</summary>
    Task Resume(RunId id, CancellationToken cancellation = default);

    /// <summary>Ends a run with a checkpoint, to be submitted again with <see cref="RunRequest.Continue"/>. Returns when it has ended; one that waits for its turn ends at once.</summary>
    Task Stop(RunId id, CancellationToken cancellation = default);

    /// <summary>Ends a run for good. Returns when it has ended; one that waits for its turn ends at once.</summary>
    Task Cancel(RunId id, CancellationToken cancellation = default);

    /// <summary>Names of the files of a run.</summary>
    Task<IReadOnlyList<string>> Results(RunId id, CancellationToken cancellation = default);

    /// <summary>Opens a file of a run.</summary>
    /// <exception cref="FileNotFoundException">The run has no such file, or the name leads out of its folder.</exception>
    Task<Stream> Open(RunId id, string file, CancellationToken cancellation = default);
}
