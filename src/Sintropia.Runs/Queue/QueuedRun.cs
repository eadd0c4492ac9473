using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Queue;

/// <summary>One run of <see cref="QueuedRuns"/>, over all its turns: those who watch it stay while it is held and goes on. What it is and who carries it out changes under the gate of the queue, what it tells under its own.</summary>
internal sealed class QueuedRun(QueueEntry entry, RunDirectory directory, RunStatus status)
{
    private const int MostUnread = 256;

    private readonly Lock _gate = new();
    private readonly List<Channel<RunProgress>> _watchers = [];
    private TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RunProgress? _last;
    private Exception? _failure;
    private RunStatus _status = status;

    public QueueEntry Entry { get; set; } = entry;

    public RunId Id { get; } = new(QueueFolder.Id(entry.Number));

    public RunDirectory Directory => directory;

    /// <summary>Whether its turn has come, and it was not put back since.</summary>
    public bool IsActive { get; set; }

    /// <summary>Who carries it out; null until it was compiled.</summary>
    public (LocalRuns Runs, RunId Id)? Carrier { get; set; }

    public RunStatus Status
    {
        get
        {
            lock (_gate) return _status;
        }
    }

    /// <summary>Completes when the run has ended.</summary>
    public Task Ended
    {
        get
        {
            lock (_gate) return _ended.Task;
        }
    }

    public static bool IsEnd(RunStatus status) => status is RunStatus.Completed or RunStatus.Cancelled or RunStatus.Failed;

    public RunView View(int? ahead)
    {
        lock (_gate) return new(Id, Entry.Name, directory.Root, _status, _last, _failure) { Submitted = Entry.Submitted, Ahead = ahead };
    }

    /// <summary>It is this far.</summary>
    public void Tell(RunProgress progress)
    {
        lock (_gate)
        {
            (_status, _last) = (progress.Status, progress);
            foreach (var watcher in _watchers) watcher.Writer.TryWrite(progress);
        }
    }

    /// <summary>It waits, or is held.</summary>
    public void Rest(RunStatus status)
    {
        lock (_gate)
        {
            if (IsEnd(_status)) _ended = new(TaskCreationOptions.RunContinuationsAsynchronously); // it failed, and is tried again
            (_status, _failure) = (status, null);
            _last = (_last ?? Before(status)) with { Status = status, Note = null };
            foreach (var watcher in _watchers) watcher.Writer.TryWrite(_last);
        }
    }

    /// <summary>It has ended.</summary>
    /// <param name="status">How.</param>
    /// <param name="failure">Why it failed, if it did.</param>
    /// <param name="last">What it came to, where nobody heard it; null to say what was told last.</param>
    public void End(RunStatus status, Exception? failure, RunProgress? last = null)
    {
        lock (_gate)
        {
            (_status, _failure) = (status, failure);
            last ??= _last ?? Before(status);
            _last = last with { Status = status, Note = failure?.Message, Done = status == RunStatus.Completed ? 1 : last.Done };
            foreach (var watcher in _watchers) watcher.Writer.TryWrite(_last);
            Leave();
            _ended.TrySetResult();
        }
    }

    /// <summary>Nothing more is told, since the queue closes.</summary>
    public void Close()
    {
        lock (_gate) Leave();
    }

    public async IAsyncEnumerable<RunProgress> Watch([EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<RunProgress>(new BoundedChannelOptions(MostUnread) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            if (_last is not null) channel.Writer.TryWrite(_last);
            if (IsEnd(_status)) channel.Writer.Complete();
            else _watchers.Add(channel);
        }

        try
        {
            await foreach (var progress in channel.Reader.ReadAllAsync(cancellation)) yield return progress;
        }
        finally
        {
            lock (_gate) _watchers.Remove(channel);
        }
    }

    private static RunProgress Before(RunStatus status) => new(status, 1, 1, "", 1, 0, 0, 0, 0, 0, 0, Effort.None);

    private void Leave()
    {
        foreach (var watcher in _watchers) watcher.Writer.TryComplete();
        _watchers.Clear();
    }
}
