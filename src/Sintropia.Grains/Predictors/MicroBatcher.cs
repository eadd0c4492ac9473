using System.Diagnostics.Metrics;
using Sintropia.Biology.Expression;

namespace Sintropia.Grains.Predictors;

/// <summary>Gathers questions about few cells into batches for a network that is worth asking only about many. The answer to a cell is the same in any batch.</summary>
/// <remarks>A batch leaves when it is full, when its first question has waited for long enough, when everybody who was expected has come, or when the network has just become free.</remarks>
public sealed class MicroBatcher : IResponsePredictor, IDisposable
{
    private const int MostClasses = 1 << 16;

    private static readonly Meter Meter = new("Sintropia.Predictors");
    private static readonly Histogram<int> Sizes = Meter.CreateHistogram<int>("sintropia.predictor.batch.size", "{cell}", "Cells in a batch");
    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>("sintropia.predictor.batch.duration", "s", "Time that a batch takes");
    private static readonly UpDownCounter<int> Queued = Meter.CreateUpDownCounter<int>("sintropia.predictor.queue", "{cell}", "Cells that wait for a predictor");

    private readonly IResponsePredictor _network;
    private readonly BatchOptions _options;
    private readonly TimeProvider _time;
    private readonly ITimer _linger;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _room;
    private List<Waiting> _waiting = [];
    private int _cells, _expected, _expecting;
    private bool _asking, _due;
    private long _batches, _batched;

    /// <summary>Gathers questions for a network.</summary>
    /// <param name="network">Who answers.</param>
    /// <param name="options">How questions are gathered.</param>
    /// <param name="time">The clock on the wall.</param>
    public MicroBatcher(IResponsePredictor network, BatchOptions options, TimeProvider time)
    {
        (_network, _options, _time) = (network, options, time);
        _room = new(options.Queue);
        _linger = time.CreateTimer(_ => Leave(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public PredictorCard Card => _network.Card;

    /// <summary>Batches so far, and cells in them.</summary>
    public (long Batches, long Cells) Served => (Interlocked.Read(ref _batches), Interlocked.Read(ref _batched));

    /// <inheritdoc/>
    public ValueTask Respond(ResponseQuestion question, Memory<float> settled, CancellationToken cancellation)
    {
        if (question.Cells >= _options.MaxBatch)
        {
            Count(question.Cells);
            return _network.Respond(question, settled, cancellation);
        }

        return Wait(question, settled, cancellation);
    }

    /// <summary>Says how many will come, each to <see cref="Pass"/>: when all have, the tick is complete and nobody is waited for.</summary>
    /// <param name="cells">How many.</param>
    /// <returns>To be disposed when they have come, or will not any more.</returns>
    public IDisposable Expect(int cells)
    {
        Interlocked.Increment(ref _expecting);
        Interlocked.Add(ref _expected, cells);
        return new Expectation(this);
    }

    /// <summary>Somebody who was expected has come: has asked, or has nothing to ask.</summary>
    public void Pass()
    {
        for (var seen = Volatile.Read(ref _expected); seen > 0; seen = Volatile.Read(ref _expected))
        {
            if (Interlocked.CompareExchange(ref _expected, seen - 1, seen) != seen) continue;
            if (seen == 1) Leave();
            return;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _linger.Dispose();

    private ValueTask Wait(ResponseQuestion question, Memory<float> settled, CancellationToken cancellation) =>
        _room.Wait(0, CancellationToken.None) ? new(Join(question, settled)) : WaitForRoom(question, settled, cancellation);

    private async ValueTask WaitForRoom(ResponseQuestion question, Memory<float> settled, CancellationToken cancellation)
    {
        // One at a time per cell would be exact; a question of many cells counts as one and the queue is bounded all the same.
        await _room.WaitAsync(cancellation).ConfigureAwait(false);
        await Join(question, settled).ConfigureAwait(false);
    }

    /// <summary>Joins the questions that wait; whoever answers gives the room back.</summary>
    private Task Join(ResponseQuestion question, Memory<float> settled)
    {
        var waiting = new Waiting(question, settled);
        bool full;
        lock (_gate)
        {
            _waiting.Add(waiting);
            _cells += question.Cells;
            full = _cells >= _options.MaxBatch;
            if (_asking) _due = true; // goes with the next batch, and has waited enough by then
            else if (_waiting.Count == 1) _linger.Change(_options.Linger, Timeout.InfiniteTimeSpan);
        }

        Queued.Add(question.Cells);
        if (full) Leave();
        return waiting.Answered.Task;
    }

    /// <summary>Sends off what has gathered; while the network is busy more gathers.</summary>
    private void Leave()
    {
        lock (_gate)
        {
            _due = true;
            if (_asking || _waiting.Count == 0) return;
            _asking = true;
        }

        _ = Task.Run(Ask);
    }

    private async Task Ask()
    {
        while (Take() is { } batch)
        {
            var began = _time.GetTimestamp();
            var cells = batch.Sum(w => w.Question.Cells);
            try
            {
                await Ask(batch).ConfigureAwait(false);
                foreach (var waiting in batch) waiting.Answered.SetResult();
            }
            catch (Exception failed) // told to those who asked
            {
                foreach (var waiting in batch) waiting.Answered.TrySetException(failed);
            }

            _room.Release(batch.Count);
            Queued.Add(-cells);
            Seconds.Record(_time.GetElapsedTime(began).TotalSeconds);
        }
    }

    private List<Waiting>? Take()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0 || !_due)
            {
                _asking = false;
                return null;
            }

            // Classes are numbered anew in a batch, in 16 bits.
            int count = 0, cells = 0, classes = 0;
            do
            {
                cells += _waiting[count].Question.Cells;
                classes += _waiting[count].Classes;
            }
            while (++count < _waiting.Count && cells + _waiting[count].Question.Cells <= _options.MaxBatch && classes + _waiting[count].Classes <= MostClasses);

            var taken = _waiting;
            _waiting = [];
            if (count < taken.Count) (_waiting, taken) = (taken[count..], taken[..count]);
            _cells -= cells;
            _due = _waiting.Count > 0;
            return taken;
        }
    }

    private async ValueTask Ask(List<Waiting> batch)
    {
        var cells = batch.Sum(w => w.Question.Cells);
        Count(cells);
        if (batch.Count == 1)
        {
            await _network.Respond(batch[0].Question, batch[0].Settled, CancellationToken.None);
            return;
        }

        var (merged, settled) = (Merge(batch, cells), new float[cells * Card.Dimensions]);
        await _network.Respond(merged, settled, CancellationToken.None);
        var at = 0;
        foreach (var waiting in batch)
        {
            settled.AsMemory(at, waiting.Question.Length).CopyTo(waiting.Settled);
            at += waiting.Question.Length;
        }
    }

    private static ResponseQuestion Merge(List<Waiting> batch, int cells)
    {
        var first = batch[0].Question;
        var (rows, classes) = (new float[cells * first.Dimensions], new ushort[cells]);
        var exposures = new List<float>();
        var known = new Dictionary<ReadOnlyMemory<float>, int>(); // cells of one tissue and machine share their table
        int row = 0, number = 0;
        foreach (var (question, _) in batch)
        {
            question.Rows.CopyTo(rows.AsMemory(row));
            if (!known.TryGetValue(question.Exposures, out var offset))
            {
                known[question.Exposures] = offset = first.Agents == 0 ? 0 : exposures.Count / first.Agents;
                exposures.AddRange(question.Exposures.Span);
            }

            foreach (var own in question.Classes.Span) classes[number++] = (ushort)(offset + own);
            row += question.Length;
        }

        return new(first.Dimensions, rows, classes, first.Agents, exposures.ToArray());
    }

    private void Count(int cells)
    {
        Interlocked.Increment(ref _batches);
        Interlocked.Add(ref _batched, cells);
        Sizes.Record(cells);
    }

    /// <summary>When nobody expects anybody any more, whoever has not come is not waited for: it failed, and would be waited for in every tick from then on.</summary>
    private sealed class Expectation(MicroBatcher batcher) : IDisposable
    {
        public void Dispose()
        {
            if (Interlocked.Decrement(ref batcher._expecting) == 0) Volatile.Write(ref batcher._expected, 0);
        }
    }

    private sealed record Waiting(ResponseQuestion Question, Memory<float> Settled)
    {
        public int Classes => Question.Agents == 0 ? 1 : Question.Exposures.Length / Question.Agents;

        public TaskCompletionSource Answered { get; } = new();
    }
}
