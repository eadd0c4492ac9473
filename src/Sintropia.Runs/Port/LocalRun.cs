using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Runs.Port;

/// <summary>One run of <see cref="LocalRuns"/>: its thread, its watchers, and `run.json` at its beginning and end.</summary>
internal sealed class LocalRun(RunId id, int number, RunRequest request, RunDirectory directory, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<Channel<RunProgress>> _watchers = [];
    private readonly List<RunProgress> _unheard = []; // notes told before anybody watched: that a checkpoint was torn comes first of all
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RunProgress? _last;
    private RunStatus _status = RunStatus.Queued;
    private Exception? _failure;

    public int Number => number;

    public RunDirectory Directory => directory;

    public RunControl Control { get; } = new();

    /// <summary>Completes when the run has ended, however it did.</summary>
    public Task Ended => _ended.Task;

    public RunView View
    {
        get
        {
            lock (_gate) return new(id, request.Plan.Name, directory.Root, _status, _last, _failure);
        }
    }

    public void Start(SemaphoreSlim turn) => _ = Task.Factory.StartNew(
        () =>
        {
            turn.Wait();
            try
            {
                Run();
            }
            finally
            {
                turn.Release();
                Control.Close();
                _ended.SetResult();
            }
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public async IAsyncEnumerable<RunProgress> Watch([EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<RunProgress>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            foreach (var note in _unheard) channel.Writer.TryWrite(note);
            if (_last is not null && !_unheard.Contains(_last)) channel.Writer.TryWrite(_last);
            _unheard.Clear();
            if (_status is RunStatus.Queued or RunStatus.Running or RunStatus.Paused && !_ended.Task.IsCompleted) _watchers.Add(channel);
            else channel.Writer.Complete();
        }

        await foreach (var progress in channel.Reader.ReadAllAsync(cancellation)) yield return progress;
    }

    private void Run()
    {
        var execution = new RunExecution(request.Plan, directory, request.Options, Control, Tell, time);
        RunManifest? manifest = null;
        try
        {
            manifest = request.Continue ? directory.Manifest() with { Status = RunStatus.Running, Failure = null } : RunFiles.Begin(request.Plan, directory, time);
            directory.Write(RunDirectory.ManifestName, manifest.ToJson());
            lock (_gate) _status = RunStatus.Running;
            var status = execution.Run(request.Continue);
            RunFiles.End(manifest, status, null, request.Plan, directory, execution, request.Options, time);
            End(status, null);
        }
        catch (Exception failed) when (failed is IOException or CheckpointException or PopulationLimitException or InvalidDataException or UnauthorizedAccessException or OutOfMemoryException)
        {
            // What was written stays for a resume; if even this cannot be written, run.json still says that the run is under way.
            try
            {
                if (manifest is not null) RunFiles.End(manifest, RunStatus.Failed, failed, request.Plan, directory, execution, request.Options, time);
            }
            catch (Exception full) when (full is IOException or UnauthorizedAccessException)
            {
                failed = new IOException($"{failed.Message} Nor could {RunDirectory.ManifestName} be written: {full.Message}", failed);
            }

            End(RunStatus.Failed, failed);
        }
        catch (Exception unexpected)
        {
            End(RunStatus.Failed, unexpected);
        }
    }

    private void Tell(RunProgress progress)
    {
        lock (_gate)
        {
            _last = progress;
            _status = progress.Status;
            if (progress.Note is not null && _watchers.Count == 0) _unheard.Add(progress);
            foreach (var watcher in _watchers) watcher.Writer.TryWrite(progress);
        }
    }

    private void End(RunStatus status, Exception? failure)
    {
        lock (_gate)
        {
            _status = status;
            _failure = failure;
            _last = _last is null ? null : _last with { Status = status, Note = failure?.Message, Done = status == RunStatus.Completed ? 1 : _last.Done };
            foreach (var watcher in _watchers)
            {
                if (_last is not null) watcher.Writer.TryWrite(_last);
                watcher.Writer.Complete();
            }

            _watchers.Clear();
        }
    }
}
