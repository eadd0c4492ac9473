using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using Sintropia.Biology.Cells;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Port;

/// <summary>Runs in this process, one after the other in the order of submission: each uses all its threads.</summary>
/// <param name="time">The clock on the wall.</param>
/// <param name="place">Where they take place; default: here.</param>
public sealed class LocalRuns(TimeProvider time, RunPlace? place = null) : IRuns, IAsyncDisposable
{
    private readonly ConcurrentDictionary<RunId, LocalRun> _runs = new();
    private readonly Dictionary<string, (RunId Id, string Hash)> _keys = [];
    private readonly Lock _gate = new();
    private Task _turns = Task.CompletedTask;
    private int _submitted;
    private bool _disposed;

    /// <inheritdoc/>
    public Task<RunId> Submit(RunRequest request, CancellationToken cancellation = default)
    {
        // The folder is claimed at once, so that a submission fails at the door and not in the queue.
        Validator.ValidateObject(request.Options, new(request.Options), validateAllProperties: true);
        Validator.ValidateObject(request.Options.Simulation, new(request.Options.Simulation), validateAllProperties: true);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (request.Key is { } key && _keys.TryGetValue(key, out var known)) return Task.FromResult(known.Hash == request.Plan.Hash ? known.Id : throw new RunKeyConflictException(known.Id));
            if (request.Continue && File.Exists(Path.Combine(request.Directory, RunClaim.FileName)))
                RunClaim.Of(request.Directory).Dispose(); // a run that is under way there may not have described itself yet, and then nobody could tell what it is
            var directory = request.Continue ? RunDirectory.Open(request.Directory) : RunDirectory.Create(request.Directory, request.Replace);
            var claim = RunClaim.Of(directory.Root);
            try
            {
                var earlier = request.Continue ? RunFiles.Resume(request.Plan, directory) : null;
                var number = ++_submitted;
                var id = new RunId($"run-{number}");
                var run = new LocalRun(id, number, request, directory, earlier, claim, place ?? RunPlace.Here, time);
                _runs[id] = run;
                if (request.Key is not null) _keys[request.Key] = (id, request.Plan.Hash);
                _turns = run.Start(_turns);
                return Task.FromResult(id);
            }
            catch
            {
                claim.Dispose();
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunView>> List(CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<RunView>>([.. _runs.Values.OrderBy(r => r.Number).Select(r => r.View)]);

    /// <inheritdoc/>
    public Task<RunView> Get(RunId id, CancellationToken cancellation = default) => Task.FromResult(Find(id).View);

    /// <inheritdoc/>
    public IAsyncEnumerable<RunProgress> Watch(RunId id, CancellationToken cancellation = default) => Find(id).Watch(cancellation);

    /// <inheritdoc/>
    public Task<CellView?> Inspect(RunId id, CellId cell, CancellationToken cancellation = default) => Find(id).Control.Ask(organism => organism.Find(cell) is var (tissue, found)
        ? new CellView(found.Id, found.Mother, organism.Plan.CellTypes[found.Type].Name, tissue.Organ, tissue.Name, found.Phase, organism.Time, found.Birth, found.Entered, found.Generation, found.Clone, found.Is(CellTraits.Held))
        : null).WaitAsync(cancellation);

    /// <inheritdoc/>
    public Task Pause(RunId id, CancellationToken cancellation = default)
    {
        Find(id).Control.Pause();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Resume(RunId id, CancellationToken cancellation = default)
    {
        Find(id).Control.Resume();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Stop(RunId id, CancellationToken cancellation = default) => End(id, RunEnd.Checkpoint, cancellation);

    /// <inheritdoc/>
    public Task Cancel(RunId id, CancellationToken cancellation = default) => End(id, RunEnd.Cancel, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> Results(RunId id, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<string>>([.. Find(id).Directory.Readable]);

    /// <inheritdoc/>
    public Task<Stream> Open(RunId id, string file, CancellationToken cancellation = default)
    {
        return Task.FromResult<Stream>(Find(id).Directory.Read(file) ?? throw new FileNotFoundException($"Run {id} has no file {file}. List its results to see which there are.", file));
    }

    /// <summary>Asks a run for a checkpoint after the tick that is under way.</summary>
    /// <returns>Completes when it is written, or the run is over.</returns>
    public Task Checkpoint(RunId id) => Find(id).Control.Checkpoint();

    /// <summary>Ends all runs with a checkpoint, those that wait at once. None can be submitted any more.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
        }

        foreach (var run in _runs.Values) run.Control.Stop(RunEnd.Checkpoint);
        await Task.WhenAll(_runs.Values.Select(r => r.Ended));
        foreach (var run in _runs.Values) run.Control.Dispose();
    }

    private async Task End(RunId id, RunEnd end, CancellationToken cancellation)
    {
        var run = Find(id);
        run.Control.Stop(end);
        await run.Ended.WaitAsync(cancellation);
    }

    private LocalRun Find(RunId id) => _runs.TryGetValue(id, out var run) ? run : throw new UnknownRunException(id);
}
