using System.Runtime.ExceptionServices;
using Sintropia.Runs.Execution;
using Sintropia.Scenarios;

namespace Sintropia.Sweeps.Execution;

/// <summary>Carries a sweep out, several points at a time. Whatever ends the process, what is in the journal is done, and the next start goes on with the rest; the table is the same to the byte.</summary>
public sealed class SweepRun
{
    private readonly SweepPlan _plan;
    private readonly SweepFolder _folder;
    private readonly SweepOptions _options;
    private readonly TimeProvider _time;
    private readonly IOrganisms _organisms;

    /// <summary>A sweep to be carried out.</summary>
    /// <param name="plan">What.</param>
    /// <param name="folder">Where to write.</param>
    /// <param name="options">How.</param>
    /// <param name="time">The clock on the wall.</param>
    /// <param name="organisms">Where cells live; here if null. Not asked where each point has a run directory.</param>
    public SweepRun(SweepPlan plan, SweepFolder folder, SweepOptions options, TimeProvider time, IOrganisms? organisms = null) =>
        (_plan, _folder, _options, _time, _organisms) = (plan, folder, options, time, organisms ?? new LocalOrganisms());

    /// <summary>Carries it out, or goes on with it.</summary>
    /// <param name="report">Told after each point.</param>
    /// <param name="stop">Ends it; what is done stays done.</param>
    /// <returns>What came out, of all points that are done.</returns>
    /// <exception cref="SweepException">The folder holds something else, or is in use.</exception>
    public SweepResult Carry(Action<SweepProgress>? report = null, CancellationToken stop = default)
    {
        using var claim = _folder.Prepare(_plan, _options);
        using var journal = SweepJournal.Open(_folder.Root, _time);
        var earlier = journal.Done.Count;
        _folder.Write(_plan, _options, [.. journal.Done.Values], "running");
        report?.Invoke(new(_plan.Points.Count, earlier, earlier, journal.Done.Values.Count(d => d.Failed)));
        Work(journal, earlier, report, stop);
        var done = journal.Done;
        _folder.WriteTable(_plan, done);
        var manifest = _folder.Write(_plan, _options, done.Values, done.Count == _plan.Points.Count ? "completed" : "interrupted");
        return new(_plan, manifest, done);
    }

    private void Work(SweepJournal journal, int earlier, Action<SweepProgress>? report, CancellationToken stop)
    {
        var left = _plan.Points.Where(p => !journal.Done.ContainsKey(p.Number)).ToArray();
        var (next, failed, done) = (-1, journal.Done.Values.Count(d => d.Failed), earlier);
        var gate = new Lock();
        Exception? broken = null;
        var workers = Enumerable.Range(0, Math.Min(_options.AtOnce, left.Length)).Select(_ => new Thread(() =>
        {
            try
            {
                while (!stop.IsCancellationRequested && Volatile.Read(ref broken) is null && Interlocked.Increment(ref next) is var i && i < left.Length)
                {
                    var result = Live(left[i], stop);
                    lock (gate)
                    {
                        journal.Add(result);
                        done++;
                        if (result.Failed) failed++;
                        report?.Invoke(new(_plan.Points.Count, done, earlier, failed));
                    }
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // What was under way is done again, or goes on from its checkpoint.
            }
            catch (Exception unforeseen) // the edge of a thread: told by the one that waits
            {
                Interlocked.CompareExchange(ref broken, unforeseen, null);
            }
        }, maxStackSize: 16 << 20)).ToArray();
        foreach (var worker in workers) worker.Start();
        foreach (var worker in workers) worker.Join();
        if (broken is not null) ExceptionDispatchInfo.Throw(broken);
    }

    private PointResult Live(SweepPoint point, CancellationToken stop)
    {
        var begun = _time.GetTimestamp();
        double Seconds() => _time.GetElapsedTime(begun).TotalSeconds;
        RunPlan run;
        try
        {
            run = _plan.RunOf(point);
        }
        catch (ScenarioException invalid)
        {
            return new(point.Number, [new("", 1, 0, 0, 0, [0, 0, 0, 0, 0, 0], "", string.Join(' ', invalid.Problems.Select(p => p.ToString())))], 0, Seconds());
        }

        if (_options.KeepRuns)
        {
            var (rows, simulated) = PointInFolder.Carry(run, _folder.RunOf(point.Number), _time, stop).GetAwaiter().GetResult();
            return new(point.Number, rows, simulated, Seconds());
        }

        var parts = PointInMemory.Parts(run);
        var founded = _time.GetTimestamp();
        var lived = PointInMemory.Live(parts, _organisms, stop);
        return new(point.Number, lived, _time.GetElapsedTime(founded).TotalSeconds, Seconds());
    }
}
