namespace Sintropia.Tensors.Threads;

/// <summary>
/// Threads that share out numbered chunks of work. Whoever is free claims the next chunk, so a core that is taken away delays its own chunk and no other. The caller works too; idle workers
/// sleep, once they have looked for more work for as long as waking them would take; any number of callers are served at once; a call from within a chunk runs on the spot. In steady state a run allocates nothing.
/// </summary>
public sealed class Team : IDisposable
{
    // Whether this thread is inside a chunk. Its team is busy by definition, and other teams would only take cores from this one.
    [ThreadStatic]
    private static bool s_inside;

    // A worker that runs out of work looks for more before it sleeps, offering its core to others all the while: some 100 µs, which is what waking a thread costs on a virtual machine. Products in
    // a row, as the layers of a network are, then find the team awake; and no more is ever lost by looking than by sleeping too early.
    private const int Looks = 400;
    private const int LooksPerOffer = 8;

    private static readonly Lazy<Team> s_shared = new(() => new Team(Environment.ProcessorCount));

    private readonly object _gate = new();
    private readonly int _workers;
    private Thread[]? _threads;
    private Ticket[] _open = new Ticket[8];
    private int _opened;
    private int _next;
    private int _idle;
    private int _looking;
    private int _announced;
    private bool _stopped;

    /// <summary>A team of its own.</summary>
    /// <param name="threads">How many work at once for one caller, who is one of them; ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than one thread, or more than 1024.</exception>
    public Team(int threads)
    {
        if (threads is < 1 or > 1024)
            throw new ArgumentOutOfRangeException(nameof(threads), threads, $"A team of {threads} threads cannot work. Give 1 for the caller alone, or up to the number of processors.");
        Threads = threads;
        _workers = threads - 1;
    }

    /// <summary>The caller alone.</summary>
    public static Team Single { get; } = new(1);

    /// <summary>One thread for each processor that this process may use, shared by all who ask.</summary>
    public static Team Shared => s_shared.Value;

    /// <summary>How many threads work at once for one caller, who is one of them.</summary>
    public int Threads { get; }

    /// <summary>How many workers sleep.</summary>
    internal int Idle
    {
        get
        {
            lock (_gate) return _idle;
        }
    }

    /// <summary>Runs every chunk of a job and returns when the last is done.</summary>
    /// <param name="job">Copied once; all threads work on that copy.</param>
    /// <param name="chunks">How many; none if ≤ 0.</param>
    /// <remarks>If chunks throw, those that nobody has begun are left out, and the exception of the first of them in number that was begun reaches the caller.</remarks>
    public void Run<TJob>(in TJob job, int chunks) where TJob : struct, IChunks
    {
        if (chunks <= 0) return;
        if (_workers == 0 || chunks == 1 || s_inside) RunHere(job, chunks);
        else Share(job, chunks);
    }

    /// <summary>Sends the workers home once they have finished what they are at. Later runs are done by the caller alone.</summary>
    public void Dispose()
    {
        if (this == Single || (s_shared.IsValueCreated && this == s_shared.Value)) return; // everybody's
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }
    }

    private static void RunHere<TJob>(TJob job, int chunks) where TJob : struct, IChunks
    {
        var inside = s_inside;
        s_inside = true;
        try
        {
            for (var chunk = 0; chunk < chunks; chunk++) job.Run(chunk);
        }
        finally
        {
            s_inside = inside;
        }
    }

    private void Share<TJob>(in TJob job, int chunks) where TJob : struct, IChunks
    {
        var ticket = Ticket<TJob>.OfThisThread;
        ticket.Open(job, chunks);
        Announce(ticket, Math.Min(chunks - 1, _workers));

        s_inside = true;
        ticket.Help();
        s_inside = false;

        lock (_gate) Withdraw(ticket); // after this nobody joins
        ticket.Close();
    }

    private void Announce(Ticket ticket, int helpers)
    {
        lock (_gate)
        {
            if (_stopped) return;
            if (_threads is null) Hire();
            if (_opened == _open.Length) Array.Resize(ref _open, 2 * _opened);
            _open[_opened++] = ticket;
            Volatile.Write(ref _announced, _announced + 1);
            for (var i = Math.Min(helpers - Volatile.Read(ref _looking), _idle); i > 0; i--) Monitor.Pulse(_gate); // who looks needs no call
        }
    }

    private void Withdraw(Ticket ticket)
    {
        var at = Array.IndexOf(_open, ticket, 0, _opened);
        if (at < 0) return;
        _open[at] = _open[--_opened];
        _open[_opened] = null!;
    }

    private void Hire()
    {
        _threads = new Thread[_workers];
        for (var i = 0; i < _workers; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"tensor worker {i + 1}" };
            _threads[i].Start();
        }
    }

    private void Work()
    {
        s_inside = true;
        while (Join() is { } ticket)
        {
            for (var next = ticket; next is not null; next = Look())
            {
                next.Help();
                next.Leave();
            }
        }
    }

    // Work that comes soon, or null. Whoever announces counts those who look, and they look once more under the lock before they sleep; so no work is overlooked.
    private Ticket? Look()
    {
        Interlocked.Increment(ref _looking);
        for (var look = 0; look < Looks;)
        {
            var seen = Volatile.Read(ref _announced);
            lock (_gate)
            {
                if (Next() is { } ticket)
                {
                    Interlocked.Decrement(ref _looking);
                    if (_idle > 0 && IsAnyAlone()) Monitor.Pulse(_gate); // counted on this worker, like the ticket that it took
                    return ticket;
                }
            }

            for (; look < Looks && Volatile.Read(ref _announced) == seen; look++)
            {
                if (look % LooksPerOffer == 0) Thread.Yield();
                else Thread.SpinWait(8);
            }
        }

        Interlocked.Decrement(ref _looking);
        return null;
    }

    private bool IsAnyAlone()
    {
        for (var i = 0; i < _opened; i++)
            if (_open[i] is { HasChunks: true, HasHelpers: false }) return true;
        return false;
    }

    // Work, whenever it comes; null once the team is sent home.
    private Ticket? Join()
    {
        lock (_gate)
        {
            while (true)
            {
                if (Next() is { } ticket) return ticket;
                if (_stopped) return null;
                _idle++;
                Monitor.Wait(_gate);
                _idle--;
            }
        }
    }

    // The next ticket that has chunks left, beginning after the last one served, so that no caller waits for another's whole job.
    private Ticket? Next()
    {
        for (var i = 0; i < _opened; i++)
        {
            _next = _next + 1 < _opened ? _next + 1 : 0;
            if (!_open[_next].HasChunks) continue;
            _open[_next].Join();
            return _open[_next];
        }

        return null;
    }
}
