using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Port;

/// <summary>One run of <see cref="LocalRuns"/>: its turn, its thread, its watchers, and `run.json` at its beginning and end.</summary>
/// <param name="id">Which.</param>
/// <param name="number">How many were submitted before it, and it.</param>
/// <param name="request">What was asked for.</param>
/// <param name="directory">Its folder.</param>
/// <param name="earlier">What `run.json` says of a run that goes on; null for a new one.</param>
/// <param name="claim">The folder's claim, given up when the run has ended.</param>
/// <param name="place">Where it takes place.</param>
/// <param name="time">The clock on the wall.</param>
internal sealed class LocalRun(RunId id, int number, RunRequest request, RunDirectory directory, RunManifest? earlier, IDisposable claim, RunPlace place, TimeProvider time)
{
    private const int MostUnheard = 32;

    private readonly Lock _gate = new();
    private readonly List<Channel<RunProgress>> _watchers = [];
    private readonly List<RunProgress> _unheard = []; // notes told before anybody watched: that a checkpoint was torn comes first of all
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RunProgress? _last;
    private RunStatus _status = RunStatus.Queued;
    private Exception? _failure;
    private bool _over;

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

    /// <summary>Runs when its turn comes; asked to end before, it ends at once.</summary>
    /// <param name="before">The turns of all runs before it.</param>
    /// <returns>Completes when the turn of the next has come.</returns>
    public async Task Start(Task before)
    {
        try
        {
            await Task.WhenAny(before, Control.Ending);
            if (Control.End == RunEnd.None) await Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            else Leave(Control.End);
        }
        finally
        {
            claim.Dispose();
            Control.Close();
            _ended.SetResult();
        }

        await before; // one that left the queue early makes no room for a second one at a time
    }

    public async IAsyncEnumerable<RunProgress> Watch([EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<RunProgress>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            foreach (var note in _unheard) channel.Writer.TryWrite(note);
            if (_last is not null && !_unheard.Contains(_last)) channel.Writer.TryWrite(_last);
            _unheard.Clear();
            if (_over) channel.Writer.Complete();
            else _watchers.Add(channel);
        }

        try
        {
            await foreach (var progress in channel.Reader.ReadAllAsync(cancellation)) yield return progress;
        }
        finally
        {
            lock (_gate) _watchers.Remove(channel); // who looks away is told no more
        }
    }

    private void Run()
    {
        RunExecution? execution = null;
        var manifest = earlier;
        try
        {
            if (earlier?.Status == RunStatus.Completed) // it was complete before, so there is nothing to go on with
            {
                End(RunStatus.Completed, null);
                return;
            }

            manifest = Describe(RunStatus.Running);
            lock (_gate) _status = RunStatus.Running;
            execution = new RunExecution(request.Plan, directory, request.Options, place, Control, Tell, time);
            var status = execution.Run(request.Continue);
            RunFiles.End(manifest, status, null, request.Plan, directory, execution, request.Options, time);
            if (status == RunStatus.Completed) execution.RemoveCheckpoints();
            End(status, null);
        }
        catch (Exception failed) // the edge of a run: whatever ended it is told to those who watch, and must not end the others
        {
            End(RunStatus.Failed, Kept(manifest, execution, failed));
        }
    }

    /// <summary>Ends a run that has not begun, so that its folder tells the truth.</summary>
    private void Leave(RunEnd end)
    {
        var status = earlier?.Status == RunStatus.Completed ? RunStatus.Completed : end == RunEnd.Cancel ? RunStatus.Cancelled : RunStatus.Paused;
        try
        {
            if (status != RunStatus.Completed) Describe(status);
            End(status, null);
        }
        catch (Exception failed) // as in Run
        {
            End(RunStatus.Failed, failed);
        }
    }

    private RunManifest Describe(RunStatus status)
    {
        if (earlier is not null) RunFiles.Complete(request.Plan, directory);
        return RunFiles.Write((earlier ?? RunFiles.Begin(request.Plan, directory, time)) with { Status = status, Failure = null }, directory);
    }

    /// <summary>Writes into `run.json` why the run failed and what it did until then. What was written stays for a resume; if even this cannot be written, `run.json` still says that the run is under way.</summary>
    private Exception Kept(RunManifest? manifest, RunExecution? execution, Exception cause)
    {
        if (manifest is null) return cause;
        try
        {
            if (execution is null) RunFiles.Write(manifest with { Status = RunStatus.Failed, Failure = cause.Message }, directory);
            else RunFiles.End(manifest, RunStatus.Failed, cause, request.Plan, directory, execution, request.Options, time);
            return cause;
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            return new IOException($"{cause.Message} Nor could {RunDirectory.ManifestName} be written: {full.Message}", cause);
        }
    }

    private void Tell(RunProgress progress)
    {
        lock (_gate)
        {
            _last = progress;
            _status = progress.Status;
            if (progress.Note is not null && _watchers.Count == 0 && _unheard.Count < MostUnheard) _unheard.Add(progress);
            foreach (var watcher in _watchers) watcher.Writer.TryWrite(progress);
        }
    }

    private void End(RunStatus status, Exception? failure)
    {
        claim.Dispose(); // before anybody is told: who then resumes the run finds its folder free
        lock (_gate)
        {
            _over = true;
            _status = status;
            _failure = failure;
            // Also a run that ended before it could tell anything tells how.
            var last = _last ?? new(status, 1, 1, "", 1, 0, request.Plan.Duration, 0, 0, 0, 0, Effort.None);
            _last = last with { Status = status, Note = failure?.Message, Done = status == RunStatus.Completed ? 1 : last.Done };
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(_last);
                watcher.Writer.Complete();
            }

            _watchers.Clear();
        }
    }
}
