using System.Diagnostics;
using Sintropia.Biology.Expression;
using Sintropia.Grains.Messages;
using Sintropia.Simulation.Watching;

namespace Sintropia.Grains.Predictors;

/// <summary>Gathers questions about few cells into batches for a network that is worth asking only about many. The answer to a cell is the same in any batch.</summary>
/// <remarks>A batch leaves when it is full, when its first question has waited for long enough, when everybody who was expected has come, or, while nobody is expected, when the network has just become free.</remarks>
public sealed class MicroBatcher : IResponsePredictor, IThreadPoolWorkItem, IDisposable
{
    private const int MostSpare = 2; // batches whose arrays are kept for the next

    private readonly IResponsePredictor _network;
    private readonly BatchOptions _options;
    private readonly TimeProvider _time;
    private readonly ITimer _linger;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _room;
    private readonly Queue<Batch> _waiting = new();
    private readonly Stack<Batch> _spare = new();
    private readonly List<Expectation> _expecting = [];
    private Batch? _open, _asked; // the last that waits, and the one that is asked now
    private int _expected;
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
    public ValueTask Respond(ResponseQuestion question, Memory<float> settled, CancellationToken cancellation) =>
        question.Cells >= _options.MaxBatch ? Alone(question, settled, cancellation) : Wait(question, settled, cancellation);

    /// <summary>Asks about a single cell, which hears the answer when the batch is answered. Counts as <see cref="Pass"/>.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="exposures">What reached the cells of its tissue.</param>
    /// <param name="number">Its class among them.</param>
    /// <returns>Completes when the question is on its way, which takes time only where the queue is full.</returns>
    public ValueTask Ask(IAskedCell cell, ExposureClasses exposures, int number)
    {
        if (_room.Wait(0, CancellationToken.None))
        {
            Join(cell, exposures, number, comes: true);
            return default;
        }

        Pass();
        return WaitForRoom(cell, exposures, number);
    }

    /// <summary>Says how many will come, each to <see cref="Ask(IAskedCell, ExposureClasses, int)"/> or <see cref="Pass"/>: when all have, the tick is complete and nobody is waited for.</summary>
    /// <param name="cells">How many.</param>
    public Expectation Expect(int cells)
    {
        var expectation = new Expectation(this, Activity.Current?.Context ?? default);
        lock (_gate)
        {
            _expecting.Add(expectation);
            _expected += cells;
        }

        return expectation;
    }

    /// <summary>Somebody who was expected has come: has asked, or has nothing to ask.</summary>
    public void Pass()
    {
        bool all;
        lock (_gate) all = Comes();
        if (all) Leave();
    }

    /// <summary>Completes when all that was asked so far is answered, or cannot be.</summary>
    public Task Answered()
    {
        lock (_gate) return (_open ?? _asked)?.Answered ?? Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => _linger.Dispose();

    /// <summary>When nobody expects anybody any more, whoever has not come is not waited for: it failed, and would be waited for in every tick from then on.</summary>
    internal void Forget(Expectation expectation)
    {
        lock (_gate)
            if (_expecting.Remove(expectation) && _expecting.Count == 0) _expected = 0;
    }

    /// <summary>A question about as many as a batch holds is a batch of its own, and waits for nobody.</summary>
    private async ValueTask Alone(ResponseQuestion question, Memory<float> settled, CancellationToken cancellation)
    {
        var began = _time.GetTimestamp();
        Count(question.Cells);
        using var span = SimulationSpans.Batch(Card.Name, question.Cells, TraceParent.Current);
        await _network.Respond(question, settled, cancellation).ConfigureAwait(false);
        PredictorMeter.Answered(_time.GetElapsedTime(began));
    }

    private async ValueTask WaitForRoom(IAskedCell cell, ExposureClasses exposures, int number)
    {
        await _room.WaitAsync().ConfigureAwait(false);
        Join(cell, exposures, number, comes: false);
    }

    private void Join(IAskedCell cell, ExposureClasses exposures, int number, bool comes)
    {
        bool leaves;
        lock (_gate)
        {
            var batch = Open(1, exposures.Count);
            batch.Add(cell, exposures, number);
            leaves = Joined(batch) | (comes && Comes());
        }

        PredictorMeter.Queued(1);
        if (leaves) Leave();
    }

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
        bool leaves;
        Task answered;
        lock (_gate)
        {
            var batch = Open(question.Cells, Batch.ClassesIn(question.Exposures.Length, question.Agents));
            answered = batch.Add(question, settled);
            leaves = Joined(batch);
        }

        PredictorMeter.Queued(question.Cells);
        if (leaves) Leave();
        return answered;
    }

    /// <summary>The batch that has room for so many, under the gate.</summary>
    private Batch Open(int cells, int classes)
    {
        if (_open is { } open && open.Fits(cells, classes, _options.MaxBatch)) return open;
        if (_open is not null) _due = true; // it is as full as it can be
        _open = _spare.TryPop(out var spare) ? spare : new(Card.Dimensions);
        (_open.Opened, _open.Asking) = (_time.GetTimestamp(), _expecting.Count > 0 ? _expecting[0].Asking : TraceParent.Current);
        _waiting.Enqueue(_open);
        return _open;
    }

    /// <summary>Whether what waits is to leave now that somebody has joined it, under the gate.</summary>
    private bool Joined(Batch batch)
    {
        if (batch.Cells >= _options.MaxBatch) return true;
        if (_asking && _expected == 0) _due = true; // goes with the next batch, and has waited enough by then
        else if (batch.Questions == 1) _linger.Change(_options.Linger, Timeout.InfiniteTimeSpan);
        return _due && !_asking;
    }

    /// <summary>Takes note that one who was expected has come, under the gate.</summary>
    /// <returns>Whether it was the last.</returns>
    private bool Comes() => _expected > 0 && --_expected == 0;

    /// <summary>Sends off what has gathered; while the network is busy more gathers.</summary>
    private void Leave()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0) return;
            _due = true;
            if (_asking) return;
            _asking = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute() => _ = AskAll();

    private async Task AskAll()
    {
        while (Take() is { } batch)
        {
            var (began, cells, questions) = (_time.GetTimestamp(), batch.Cells, batch.Questions);
            var waited = _time.GetElapsedTime(batch.Opened, began);
            Count(cells);
            PredictorMeter.Waited(waited);
            using var span = SimulationSpans.Batch(Card.Name, cells, batch.Asking, waited.TotalSeconds);
            try
            {
                await batch.Ask(_network).ConfigureAwait(false);
                if (batch.Answer() is { } flaw) Tell(flaw);
            }
            catch (Exception failed) // told to those who asked
            {
                Tell(failed);
                batch.Fail(failed);
            }

            Finish(batch);
            _room.Release(questions);
            PredictorMeter.Queued(-cells);
            PredictorMeter.Answered(_time.GetElapsedTime(began));
        }
    }

    private Batch? Take()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0 || !_due)
            {
                _asking = false;
                return null;
            }

            _asked = _waiting.Dequeue();
            if (_waiting.Count == 0) _open = null;
            _due = _waiting.Count > 1 || (_waiting.Count == 1 && _expected == 0);
            if (_waiting.Count == 1 && !_due) _linger.Change(_options.Linger, Timeout.InfiniteTimeSpan); // it may have run out while the one before it was still here
            return _asked;
        }
    }

    private void Finish(Batch batch)
    {
        lock (_gate)
        {
            _asked = null;
            batch.Clear();
            if (_spare.Count < MostSpare) _spare.Push(batch);
        }
    }

    private void Tell(Exception failed)
    {
        lock (_gate)
            foreach (var expectation in _expecting) expectation.Failure ??= failed;
    }

    private void Count(int cells)
    {
        Interlocked.Increment(ref _batches);
        Interlocked.Add(ref _batched, cells);
        PredictorMeter.Asked(cells);
    }
}
