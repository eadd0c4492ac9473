using Sintropia.Biology.Cells;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Queue;

/// <summary>
/// Runs of this machine that outlive its processes. A run is on the disk before it is accepted; whoever opens the folder again, after a stop as after a death, finds every run: those that waited wait
/// in the same order, and those that were under way go on from their newest checkpoint, to the same bits.
/// </summary>
public sealed class QueuedRuns : IRuns, IAsyncDisposable
{
    private readonly QueueOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<string>? _completed;
    private readonly QueueFolder _folder;
    private readonly ExecutionOptions _execution;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, QueuedRun> _runs = [];
    private readonly SortedDictionary<int, QueuedRun> _waiting = [];
    private readonly Dictionary<string, QueuedRun> _keys = [];
    private readonly HashSet<Task> _carried = [];
    private int _last, _accepting;
    private bool _closing;

    private QueuedRuns(QueueOptions options, QueueFolder folder, TimeProvider time, Action<string>? completed)
    {
        (_options, _folder, _time, _completed) = (options, folder, time, completed);
        _execution = new()
        {
            CheckpointEvery = options.CheckpointEvery,
            Simulation = new() { Threads = options.Threads ?? Math.Max(1, Environment.ProcessorCount / options.AtOnce) },
        };
    }

    /// <summary>Opens a data folder, and goes on with what is in it.</summary>
    /// <param name="options">Which, and how.</param>
    /// <param name="time">The clock on the wall.</param>
    /// <param name="completed">Given the folder of each run that was carried out to its end, before that is told: to write a report there, for example. What it throws is told as a note.</param>
    /// <exception cref="IOException">The folder cannot be used, or another process has it.</exception>
    /// <exception cref="InvalidDataException">An entry cannot be read.</exception>
    public static QueuedRuns Open(QueueOptions options, TimeProvider time, Action<string>? completed = null)
    {
        var folder = QueueFolder.Open(options.DataFolder);
        try
        {
            var runs = new QueuedRuns(options, folder, time, completed);
            runs.Load();
            runs.Pump();
            return runs;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Most runs that may wait.</summary>
    public int MostWaiting => _options.MostWaiting;

    /// <summary>Runs that wait for their turn.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    /// <inheritdoc/>
    /// <remarks>The run gets a folder of its own below the data folder, whatever directory is asked for; what was accepted before goes on by <see cref="Resume"/>, not by another submission.</remarks>
    /// <exception cref="QueueFullException">As many wait as may.</exception>
    /// <exception cref="DiskFullException">The disk has no room for another run.</exception>
    public Task<RunId> Submit(RunRequest request, CancellationToken cancellation = default)
    {
        if (request.Continue || request.Replace) throw new ArgumentException("A queue keeps each run in a folder of its own, which is neither replaced nor submitted again. Use Resume to go on with one.", nameof(request));
        int number;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing, this);
            if (request.Key is { } key && _keys.TryGetValue(key, out var known)) return Task.FromResult(Same(known, request));
            if (_waiting.Count + _accepting >= _options.MostWaiting && !(_options.MostWaiting == 0 && Active + _accepting < _options.AtOnce)) throw new QueueFullException(_options.MostWaiting);
            _accepting++;
            number = ++_last;
        }

        try
        {
            _folder.CheckRoom(_options.LeastFreeMegabytes);
            return Task.FromResult(Accept(request, number));
        }
        finally
        {
            lock (_gate) _accepting--;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunView>> List(CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var ahead = 0;
            return Task.FromResult<IReadOnlyList<RunView>>([.. _runs.Values.Select(r => r.View(_waiting.ContainsKey(r.Entry.Number) ? ahead++ : null))]);
        }
    }

    /// <inheritdoc/>
    public Task<RunView> Get(RunId id, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var run = Find(id);
            return Task.FromResult(run.View(_waiting.ContainsKey(run.Entry.Number) ? _waiting.Keys.TakeWhile(n => n < run.Entry.Number).Count() : null));
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RunProgress> Watch(RunId id, CancellationToken cancellation = default) => Found(id).Watch(cancellation);

    /// <inheritdoc/>
    /// <remarks>Only of a run that is under way: one that waits or is held may do so for long.</remarks>
    public async Task<CellView?> Inspect(RunId id, CellId cell, CancellationToken cancellation = default)
    {
        var run = Found(id);
        if (run.Carrier is { } carrier)
        {
            try
            {
                return await carrier.Runs.Inspect(carrier.Id, cell, cancellation);
            }
            catch (InvalidOperationException) when (!QueuedRun.IsEnd(run.Status))
            {
                // It was held meanwhile.
            }
        }

        throw new InvalidOperationException($"Run {id} is not under way ({run.Status.ToString().ToLowerInvariant()}), so no cell of it can be looked at. {(QueuedRun.IsEnd(run.Status) ? "Look into its tables." : "Ask again when it is.")}");
    }

    /// <inheritdoc/>
    /// <remarks>A run that is held gives up its turn and its memory, with a checkpoint.</remarks>
    public Task Pause(RunId id, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var run = Find(id);
            if (QueuedRun.IsEnd(run.Status) || run.Entry.Held) return Task.CompletedTask;
            Note(run, run.Entry with { Held = true });
            if (_waiting.Remove(run.Entry.Number)) run.Rest(RunStatus.Paused);
            else if (run.Carrier is { } carrier) _ = carrier.Runs.Stop(carrier.Id, CancellationToken.None);
            return Task.CompletedTask;
        }
    }

    /// <inheritdoc/>
    /// <remarks>It waits for its turn again, before those that were submitted after it. A run that failed is tried again from its newest checkpoint.</remarks>
    /// <exception cref="InvalidOperationException">It was completed or cancelled.</exception>
    public Task Resume(RunId id, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var run = Find(id);
            if (run.Status is RunStatus.Completed or RunStatus.Cancelled) throw new InvalidOperationException($"Run {id} is {run.Status.ToString().ToLowerInvariant()}; there is nothing to go on with.");
            if (run.Entry.Held) Note(run, run.Entry with { Held = false });
            if (!run.IsActive && !_waiting.ContainsKey(run.Entry.Number)) Wait(run);
        }

        Pump();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    /// <remarks>It is held, and goes on by <see cref="Resume"/>.</remarks>
    public async Task Stop(RunId id, CancellationToken cancellation = default)
    {
        await Pause(id, cancellation);
        if (Found(id).Carrier is { } carrier) await carrier.Runs.Stop(carrier.Id, cancellation);
    }

    /// <inheritdoc/>
    public Task Cancel(RunId id, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var run = Find(id);
            if (QueuedRun.IsEnd(run.Status)) return Task.CompletedTask;
            Note(run, run.Entry with { Cancelled = true, Held = false });
            _waiting.Remove(run.Entry.Number);
            if (!run.IsActive) Cancelled(run);
            else if (run.Carrier is { } carrier) _ = carrier.Runs.Cancel(carrier.Id, CancellationToken.None);
            return run.Ended.WaitAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> Results(RunId id, CancellationToken cancellation = default) => Task.FromResult<IReadOnlyList<string>>([.. Found(id).Directory.Readable]);

    /// <inheritdoc/>
    public Task<Stream> Open(RunId id, string file, CancellationToken cancellation = default) =>
        Task.FromResult<Stream>(Found(id).Directory.Read(file) ?? throw new FileNotFoundException($"Run {id} has no file {file}. List its results to see which there are.", file));

    /// <summary>Stops what is under way, with checkpoints, and leaves the folder to others. What waited or was under way goes on when it is opened again.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] carried;
        lock (_gate)
        {
            if (_closing) return;
            _closing = true;
            _waiting.Clear();
            carried = [.. _carried];
            foreach (var run in _runs.Values)
                if (run.Carrier is { } carrier) _ = carrier.Runs.Stop(carrier.Id, CancellationToken.None);
        }

        await Task.WhenAll(carried);
        foreach (var run in _runs.Values) run.Close();
        _folder.Dispose();
    }

    private int Active => _runs.Values.Count(r => r.IsActive);

    private static RunId Same(QueuedRun known, RunRequest request) => known.Entry.Scenario == request.Plan.Hash ? known.Id : throw new RunKeyConflictException(known.Id);

    private RunId Accept(RunRequest request, int number)
    {
        var directory = RunDirectory.Create(_folder.RunOf(number), replace: false);
        try
        {
            RunFiles.Begin(request.Plan, directory, _time);
            var run = new QueuedRun(new() { Number = number, Name = request.Plan.Name, Scenario = request.Plan.Hash, Submitted = _time.GetUtcNow(), Key = request.Key }, directory, RunStatus.Queued);
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_closing, this);
                if (request.Key is { } key && _keys.TryGetValue(key, out var first)) // it came twice at one time
                {
                    Directory.Delete(directory.Root, recursive: true);
                    return Same(first, request);
                }

                _folder.Write(run.Entry); // from here on it is accepted
                Add(run);
                Wait(run);
            }

            Pump();
            return run.Id;
        }
        catch
        {
            try
            {
                bool accepted;
                lock (_gate) accepted = _runs.ContainsKey(number);
                if (!accepted) Directory.Delete(directory.Root, recursive: true);
            }
            catch (IOException)
            {
                // Nobody was told of the run, and a folder without an entry is nobody's.
            }

            throw;
        }
    }

    private void Add(QueuedRun run)
    {
        _runs[run.Entry.Number] = run;
        if (run.Entry.Key is { } key) _keys[key] = run;
    }

    private void Wait(QueuedRun run)
    {
        _waiting[run.Entry.Number] = run;
        run.Rest(RunStatus.Queued);
    }

    private void Note(QueuedRun run, QueueEntry entry)
    {
        _folder.Write(entry);
        run.Entry = entry;
    }

    private void Load()
    {
        _last = _folder.Last();
        foreach (var entry in _folder.All())
            if (File.Exists(Path.Combine(_folder.RunOf(entry.Number), RunDirectory.ManifestName))) Load(entry); // others were removed by their owner
    }

    private void Load(QueueEntry entry)
    {
        var directory = RunDirectory.Open(_folder.RunOf(entry.Number));
        RunManifest manifest;
        try
        {
            manifest = directory.Manifest();
        }
        catch (InvalidDataException unreadable)
        {
            Add(new(entry, directory, RunStatus.Failed));
            _runs[entry.Number].End(RunStatus.Failed, unreadable);
            return;
        }

        var run = new QueuedRun(entry, directory, RunStatus.Queued);
        Add(run);
        if (QueuedRun.IsEnd(manifest.Status)) run.End(manifest.Status, manifest.Failure is { } why ? new InvalidOperationException(why) : null, Last(manifest));
        else if (entry.Cancelled) Cancelled(run);
        else if (entry.Held) run.Rest(RunStatus.Paused);
        else Wait(run);
    }

    /// <summary>What a run that ended before this process began would have told last.</summary>
    private static RunProgress Last(RunManifest manifest)
    {
        var parts = manifest.Conditions.Count * manifest.Replicates;
        var (last, seconds) = (manifest.Runs.Count > 0 ? manifest.Runs[^1] : null, manifest.Performance);
        var effort = seconds is null ? Effort.None : new Effort(seconds.CellHours, seconds.WallSeconds, seconds.CheckpointSeconds);
        return new(manifest.Status, Math.Max(1, manifest.Runs.Count), parts, last?.Condition ?? "", last?.Replicate ?? 1, last is null ? 0 : manifest.DurationH, manifest.DurationH,
            last?.FinalLiving ?? 0, last?.Divisions ?? 0, last?.Deaths ?? 0, (double)manifest.Runs.Count / parts, effort, manifest.Failure);
    }

    private static void Cancelled(QueuedRun run)
    {
        Describe(run, RunStatus.Cancelled, null);
        run.End(RunStatus.Cancelled, null);
    }

    private static void Describe(QueuedRun run, RunStatus status, string? failure) => RunFiles.Write(run.Directory.Manifest() with { Status = status, Failure = failure }, run.Directory);

    /// <summary>Gives as many runs their turn as there is room for.</summary>
    private void Pump()
    {
        lock (_gate)
        {
            var active = Active;
            while (!_closing && active < _options.AtOnce && _waiting.Count > 0)
            {
                var run = _waiting.First().Value;
                _waiting.Remove(run.Entry.Number);
                run.IsActive = true;
                active++;
                var carried = Task.Run(() => Carry(run));
                _carried.Add(carried);
                _ = carried.ContinueWith(done =>
                {
                    lock (_gate) _carried.Remove(done);
                }, TaskScheduler.Default);
            }
        }
    }

    private async Task Carry(QueuedRun run)
    {
        try
        {
            var view = await Live(run);
            Settle(run, view);
        }
        catch (Exception failed) // the edge of a run: what ended it is told to those who watch, and the others have their turn
        {
            try
            {
                Describe(run, RunStatus.Failed, failed.Message);
            }
            catch (Exception full) when (full is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                // Then it is tried again when the folder is opened the next time.
            }

            Leave(run);
            run.End(RunStatus.Failed, failed);
        }

        Pump();
    }

    private async Task<RunView> Live(QueuedRun run)
    {
        var manifest = run.Directory.Manifest();
        var plan = RunPlans.In(run.Directory.Root, manifest.BranchOf is { } origin ? new(origin.Run, origin.Condition, origin.AtH) : null);
        if (manifest.Status == RunStatus.Queued && manifest.Sintropia != RunExecution.Version) RunFiles.Begin(plan, run.Directory, _time); // accepted by another version, and not begun
        await using var runs = new LocalRuns(_time);
        var id = await runs.Submit(new(plan, run.Directory.Root) { Continue = true, Options = _execution });
        QueueEntry wish;
        lock (_gate)
        {
            run.Carrier = (runs, id);
            wish = run.Entry;
            if (wish.Cancelled) _ = runs.Cancel(id);
            else if (wish.Held || _closing) _ = runs.Stop(id);
        }

        await foreach (var progress in runs.Watch(id))
            if (progress.Status == RunStatus.Running) run.Tell(progress);
        return await runs.Get(id);
    }

    private void Settle(QueuedRun run, RunView view)
    {
        if (view.Status == RunStatus.Completed) Complete(run);
        lock (_gate)
        {
            Leave(run);
            if (view.Status != RunStatus.Paused) run.End(view.Status, view.Failure, view.Progress);
            else if (run.Entry.Cancelled) Cancelled(run);
            else if (run.Entry.Held || _closing) run.Rest(RunStatus.Paused);
            else Wait(run); // resumed while it was about to be held
        }
    }

    private void Complete(QueuedRun run)
    {
        try
        {
            _completed?.Invoke(run.Directory.Root);
        }
        catch (Exception failed) // whatever a host does with a run that is complete, it stays so
        {
            run.Tell(run.View(null).Progress is { } last ? last with { Note = $"The run is complete, and what follows it failed: {failed.Message}" } : new(RunStatus.Running, 1, 1, "", 1, 0, 0, 0, 0, 0, 1, Effort.None, failed.Message));
        }
    }

    private void Leave(QueuedRun run)
    {
        lock (_gate) (run.IsActive, run.Carrier) = (false, null);
    }

    private QueuedRun Found(RunId id)
    {
        lock (_gate) return Find(id);
    }

    private QueuedRun Find(RunId id) =>
        id.Value.StartsWith("run-", StringComparison.Ordinal) && int.TryParse(id.Value.AsSpan(4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
        && _runs.TryGetValue(number, out var run) && run.Id == id ? run : throw new UnknownRunException(id);
}
