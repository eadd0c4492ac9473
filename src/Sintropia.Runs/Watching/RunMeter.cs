using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Runs.Execution;

namespace Sintropia.Runs.Watching;

/// <summary>What one run tells the meter <c>Sintropia.Runs</c>. Counts are brought up to date as often as progress is told; nobody listening costs next to nothing.</summary>
public sealed class RunMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Sintropia.Runs";

    private static readonly ConcurrentDictionary<RunMeter, bool> UnderWay = new();
    private static readonly InstrumentAdvice<double> InSeconds = new() { HistogramBucketBoundaries = [1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100] };

    private static readonly Meter Meter = new(Name, RunExecution.Version);
    private static readonly Counter<long> Steps = Meter.CreateCounter<long>("sintropia.cell_steps", "{step}", "Ticks that cells have lived through");
    private static readonly Counter<long> Divisions = Meter.CreateCounter<long>("sintropia.divisions", "{division}", "Cells that divided");
    private static readonly Counter<long> Deaths = Meter.CreateCounter<long>("sintropia.deaths", "{death}", "Cells that died, by cause");
    private static readonly Histogram<double> Ticks = Meter.CreateHistogram("sintropia.tick.duration", "s", "Time that a tick takes", tags: null, InSeconds);
    private static readonly Histogram<double> Checkpoints = Meter.CreateHistogram("sintropia.checkpoint.duration", "s", "Time that a checkpoint takes", tags: null, InSeconds);
    private static readonly Counter<long> CheckpointBytes = Meter.CreateCounter<long>("sintropia.checkpoint.bytes", "By", "What checkpoints hold");

    private readonly KeyValuePair<string, object?> _run;
    private OrganismCounts _last = OrganismCounts.None;

    static RunMeter() => Meter.CreateObservableGauge("sintropia.cells", () => UnderWay.Keys.SelectMany(r => r.Cells()), "{cell}", "Cells of runs under way, by phase");

    /// <summary>Measures a run, from the time when its first organism begins.</summary>
    /// <param name="run">Its name.</param>
    internal RunMeter(string run) => (Run, _run) = (run, new("run", run));

    /// <summary>Name of the run.</summary>
    internal string Run { get; }

    /// <summary>Whether somebody wants to know how long ticks take.</summary>
    internal static bool TimesTicks => Ticks.Enabled;

    /// <summary>Cells have lived through a tick.</summary>
    /// <param name="run">Name of their run.</param>
    /// <param name="cells">How many.</param>
    public static void Stepped(string run, long cells) => Steps.Add(cells, new KeyValuePair<string, object?>("run", run));

    /// <summary>An organism begins, or goes on; what happened before is not counted again.</summary>
    internal void Begin(OrganismCounts counts)
    {
        _last = counts;
        UnderWay[this] = true;
    }

    internal void Tick(TimeSpan time) => Ticks.Record(time.TotalSeconds, _run);

    internal void Tell(OrganismCounts counts)
    {
        var before = Interlocked.Exchange(ref _last, counts);
        Divisions.Add(counts[CellEvent.Divided] - before[CellEvent.Divided], _run);
        foreach (var cause in (ReadOnlySpan<CellEvent>)[CellEvent.Apoptosis, CellEvent.Necrosis, CellEvent.MitoticDeath])
            if (counts[cause] > before[cause]) Deaths.Add(counts[cause] - before[cause], _run, new("cause", cause.Name()));
    }

    internal void Checkpoint(TimeSpan time, long bytes)
    {
        Checkpoints.Record(time.TotalSeconds, _run);
        CheckpointBytes.Add(bytes, _run);
    }

    /// <summary>The run is under way no more.</summary>
    public void Dispose() => UnderWay.TryRemove(this, out _);

    private IEnumerable<Measurement<long>> Cells()
    {
        var counts = _last;
        return Phases.All.Select(phase => new Measurement<long>(counts[phase], _run, new("phase", phase.Name())));
    }
}
