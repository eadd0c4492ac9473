using System.Collections.Concurrent;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Runs.Execution;

/// <summary>How others reach a run while it is carried out: they are heard between two ticks.</summary>
public sealed class RunControl : IDisposable
{
    private readonly ConcurrentQueue<Action<Organism?>> _asked = new();
    private readonly ManualResetEventSlim _wake = new(true);
    private volatile bool _paused;
    private volatile RunEnd _end;
    private volatile bool _over;

    /// <summary>Holds the run between two ticks.</summary>
    public void Pause()
    {
        _paused = true;
        _wake.Reset();
    }

    /// <summary>Lets a held run go on.</summary>
    public void Resume()
    {
        _paused = false;
        _wake.Set();
    }

    /// <summary>Ends the run after the tick that is under way.</summary>
    /// <param name="end">With a checkpoint to go on from, or for good.</param>
    public void Stop(RunEnd end)
    {
        _end = end;
        _wake.Set();
    }

    /// <summary>Looks at the organism between two ticks.</summary>
    public Task<T> Ask<T>(Func<Organism, T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked.Enqueue(organism =>
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
        });
        if (_over) Close();
        else _wake.Set();
        return answer.Task;
    }

    /// <summary>Answers, waits while held, and says how the run should end, if it should.</summary>
    /// <param name="organism">The organism, at a barrier.</param>
    /// <param name="changed">Told whether the run is held, when that changes.</param>
    internal RunEnd Listen(Organism organism, Action<bool> changed)
    {
        var held = false;
        while (true)
        {
            while (_asked.TryDequeue(out var question)) question(organism);
            if (_end != RunEnd.None || !_paused)
            {
                if (held) changed(false);
                return _end;
            }

            if (!held) changed(held = true);
            _wake.Wait();
            if (_paused && _end == RunEnd.None) _wake.Reset();
        }
    }

    /// <summary>Tells those who still ask that the run is over.</summary>
    internal void Close()
    {
        _over = true;
        while (_asked.TryDequeue(out var question)) question(null);
    }

    /// <inheritdoc/>
    public void Dispose() => _wake.Dispose();
}
