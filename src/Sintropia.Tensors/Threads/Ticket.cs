using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Sintropia.Tensors.Threads;

/// <summary>One caller's job while it runs: which chunk is next, who still works on it, and what went wrong.</summary>
internal abstract class Ticket
{
    private readonly object _finished = new();
    private Counters _counters;
    private int _chunks;
    private int _failedChunk;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Whether a newcomer would find something to do.</summary>
    public bool HasChunks => Volatile.Read(ref _counters.Next) < _chunks;

    /// <summary>Whether its caller is not alone with it.</summary>
    public bool HasHelpers => Volatile.Read(ref _counters.Helpers) > 0;

    /// <summary>One more thread works on it.</summary>
    public void Join() => Interlocked.Increment(ref _counters.Helpers);

    /// <summary>One thread less; the last one wakes the caller.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _counters.Helpers) > 0) return;
        lock (_finished) Monitor.Pulse(_finished);
    }

    /// <summary>Claims chunk after chunk until none is left.</summary>
    public void Help()
    {
        while (Interlocked.Increment(ref _counters.Next) - 1 is var chunk && chunk < _chunks)
        {
            try
            {
                Run(chunk);
            }
            catch (Exception failure) // whatever it is, it is the caller's: it travels there, and a worker lives on
            {
                Fail(chunk, failure);
                return;
            }
        }
    }

    /// <summary>Waits for the helpers and passes on what they ran into. The caller has found no chunk left, and no helper can join any more.</summary>
    public void Close()
    {
        // Their last chunks end soon: a short look before sleeping. This is not idleness, the caller has work outstanding.
        for (var spin = new SpinWait(); !spin.NextSpinWillYield && Volatile.Read(ref _counters.Helpers) > 0;) spin.SpinOnce();

        lock (_finished)
        {
            while (Volatile.Read(ref _counters.Helpers) > 0) Monitor.Wait(_finished);
        }

        Forget();
        if (_failure is not { } failure) return;
        _failure = null;
        failure.Throw();
    }

    /// <summary>Begins anew with so many chunks.</summary>
    protected void Begin(int chunks)
    {
        _chunks = chunks;
        Volatile.Write(ref _counters.Next, 0);
    }

    /// <summary>Does one chunk of the job.</summary>
    protected abstract void Run(int chunk);

    /// <summary>Lets go of what the job refers to.</summary>
    protected abstract void Forget();

    private void Fail(int chunk, Exception failure)
    {
        lock (_finished)
        {
            if (_failure is null || chunk < _failedChunk) (_failure, _failedChunk) = (ExceptionDispatchInfo.Capture(failure), chunk);
        }

        Interlocked.Exchange(ref _counters.Next, _chunks);
    }

    // On cache lines of their own: every claim writes here, while all threads read the job beside it.
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct Counters
    {
        [FieldOffset(128)]
        public int Next;

        [FieldOffset(256)]
        public int Helpers;
    }
}

/// <summary>A ticket for one kind of job. Each thread keeps one per kind and uses it again, since it can only wait for one run at a time.</summary>
internal sealed class Ticket<TJob> : Ticket where TJob : struct, IChunks
{
    [ThreadStatic]
    private static Ticket<TJob>? s_ofThisThread;

    private TJob _job;

    /// <summary>The one of the calling thread.</summary>
    public static Ticket<TJob> OfThisThread => s_ofThisThread ??= new();

    /// <summary>Takes a job.</summary>
    public void Open(in TJob job, int chunks)
    {
        _job = job;
        Begin(chunks);
    }

    /// <inheritdoc/>
    protected override void Run(int chunk) => _job.Run(chunk);

    /// <inheritdoc/>
    protected override void Forget() => _job = default;
}
