using System.Collections.Concurrent;

namespace Sintropia.Runs.Execution;

/// <summary>How others reach a run while it is carried out: they are heard between two ticks.</summary>
public sealed class RunControl : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<Action<IOrganism?>> _asked = new();
    private readonly ManualResetEventSlim _wake = new(true);
    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _paused;
    private volatile RunEnd _end;
    private TaskCompletionSource? _checkpoint;
    private bool _over;

    /// <summary>How the run was asked to end.</summary>
    internal RunEnd End => _end;

    /// <summary>Completes when the run is asked to end.</summary>
    internal Task Ending => _ending.Task;

    /// <summary>Holds the run between two ticks. A run that has ended stays as it is.</summary>
    public void Pause()
    {
        lock (_gate)
        {
            if (_over) return;
            _paused = true;
            _wake.Reset();
        }
    }

    /// <summary>Lets a held run go on.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            _paused = false;
            _wake.Set();
        }
    }

    /// <summary>Asks for a checkpoint after the tick that is under way.</summary>
    /// <returns>Completes when it is written, or when the run is over.</returns>
    public Task Checkpoint()
    {
        lock (_gate)
        {
            if (_over) return Task.CompletedTask;
            _checkpoint ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            _wake.Set();
            return _checkpoint.Task;
        }
    }

    /// <summary>Ends the run after the tick that is under way.</summary>
    /// <param name="end">With a checkpoint to go on from, or for good.</param>
    public void Stop(RunEnd end)
    {
        if (end == RunEnd.None) return;
        lock (_gate)
        {
            // A run that was given up stays so when its host ends, which stops all runs with a checkpoint.
            if (end > _end) _end = end;
            _wake.Set();
        }

        _ending.TrySetResult();
    }

    /// <summary>Looks at the organism between two ticks; before the run has its turn, as soon as it has.</summary>
    /// <exception cref="InvalidOperationException">The run ended before it could answer.</exception>
    public Task<T> Ask<T>(Func<IOrganism, T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Answer(IOrganism? organism)
        {
            try
            {
                if (organism is null) answer.SetException(new InvalidOperationException("The run ended before it could answer. Look into its tables."));
                else answer.SetResult(question(organism));
            }
            catch (Exception failed) // the asker's question failed, which is no reason to end the run
            {
                answer.SetException(failed);
            }
        }

        lock (_gate)
        {
            if (!_over)
            {
                _asked.Enqueue(Answer);
                _wake.Set();
                return answer.Task;
            }
        }

        Answer(null);
        return answer.Task;
    }

    /// <summary>Answers, waits while held, and says how the run should end, if it should.</summary>
    /// <param name="organism">The organism, at a barrier.</param>
    /// <param name="changed">Told whether the run is held, when that changes.</param>
    /// <param name="save">Writes a checkpoint.</param>
    internal RunEnd Listen(IOrganism organism, Action<bool> changed, Action save)
    {
        var held = false;
        while (true)
        {
            while (_asked.TryDequeue(out var question)) question(organism);
            Save(save);
            if (_end != RunEnd.None || !_paused)
            {
                if (held) changed(false);
                return _end;
            }

            if (!held) changed(held = true);
            _wake.Wait();
            lock (_gate)
            {
                if (_paused && _end == RunEnd.None) _wake.Reset();
            }
        }
    }

    private void Save(Action save)
    {
        TaskCompletionSource? wanted;
        lock (_gate) (wanted, _checkpoint) = (_checkpoint, null);
        if (wanted is null) return;
        try
        {
            save();
        }
        finally
        {
            wanted.SetResult(); // if it failed the run fails too, and tells why
        }
    }

    /// <summary>Tells those who still ask that the run is over.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _over = true; // under the gate: whoever asks later sees it, and whoever asked before is in the queue
            _checkpoint?.SetResult();
            _checkpoint = null;
        }

        while (_asked.TryDequeue(out var question)) question(null);
    }

    /// <inheritdoc/>
    public void Dispose() => _wake.Dispose();
}
