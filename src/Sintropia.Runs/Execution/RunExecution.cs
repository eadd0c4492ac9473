using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Data.Hdf5;
using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Results;
using Sintropia.Runs.Watching;
using Sintropia.Simulation;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Watching;

namespace Sintropia.Runs.Execution;

/// <summary>Carries out a run: its parts one after the other, with records, lineage and checkpoints in its folder.</summary>
/// <param name="plan">What to run.</param>
/// <param name="directory">Where to.</param>
/// <param name="options">How.</param>
/// <param name="place">Where its organisms live, and its checkpoints.</param>
/// <param name="control">How others reach it.</param>
/// <param name="report">Told how far it is, some ten times a second.</param>
/// <param name="time">The clock on the wall.</param>
public sealed class RunExecution(RunPlan plan, RunDirectory directory, ExecutionOptions options, RunPlace place, RunControl control, Action<RunProgress> report, TimeProvider time)
{
    private const int CloneGroups = 32;
    private const string ForkPrefix = "fork-";
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(100), ShowEvery = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<RunPart> _parts = RunPart.Of(plan);
    private readonly CheckpointFiles _checkpoints = new(place.Checkpoints(directory));
    private readonly ICheckpointStore _store = place.Checkpoints(directory);
    private readonly SimulationOptions _simulation = options.Simulation with { KeepLineage = plan.KeepLineage };
    private readonly RunMeter _meter = new(options.Name ?? directory.Name);
    private readonly List<PartSummary> _finished = [];
    private RunTables? _tables;
    private double _cellHours, _earlierSeconds, _checkpointSeconds;
    private long _begun, _lastReport, _lastShown, _lastCheckpoint, _heldSince;
    private TimeSpan _held;
    private string? _newest;

    /// <summary>Version that runs, part of every checkpoint.</summary>
    public static string Version { get; } = typeof(RunExecution).Assembly.GetName().Version!.ToString(3);

    /// <summary>Starts the run, or goes on from its newest complete checkpoint.</summary>
    /// <param name="resume">Whether to look for checkpoints.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="CheckpointException">Checkpoints are there, but none can be used.</exception>
    /// <exception cref="PopulationLimitException">More cells than the scenario allows.</exception>
    public RunStatus Run(bool resume)
    {
        if (plan.Snapshots is not null && !HdfLibrary.IsPresent) throw new InvalidOperationException($"What cells express is written to {CellsFile.FileName}, which needs a library that is not here: {HdfLibrary.Problem}");
        using var meter = _meter;
        using var span = RunSpans.Run(_meter.Run, plan, resume);
        try
        {
            var status = Carry(resume);
            span.End(status);
            return status;
        }
        catch (Exception failed)
        {
            span.Fail(failed);
            throw;
        }
    }

    private RunStatus Carry(bool resume)
    {
        _begun = _lastReport = _lastShown = _lastCheckpoint = time.GetTimestamp();
        var (checkpoint, restored) = resume ? Newest() : (null, null);
        if (checkpoint is not null)
        {
            _finished.AddRange(checkpoint.Finished);
            _cellHours = checkpoint.Effort.CellHours;
            _earlierSeconds = checkpoint.Effort.WallSeconds;
            _checkpointSeconds = checkpoint.Effort.CheckpointSeconds;
        }

        using var tables = _tables = new(directory, plan.KeepLineage, plan.Snapshots is null ? 0 : Plan(0).Expression!.Dimensions, Plan(0).Circulation is not null, CouplingTable.IsNeeded(plan), checkpoint?.Tables ?? new Dictionary<string, long>());
        HasBegun = true;
        try
        {
            var status = Live(checkpoint?.Part ?? 0, restored);
            tables.Flush();
            return status;
        }
        catch
        {
            tables.Keep(); // up to where the run failed; a resume cuts back to its checkpoint
            throw;
        }
    }

    /// <summary>Removes all checkpoints. To be called when `run.json` says that the run is complete, and not before: what is derived at the end can fail, and then the last checkpoint leads there again.</summary>
    public void RemoveCheckpoints()
    {
        try
        {
            _store.Clear();
        }
        catch (Exception stuck) when (stuck is IOException or UnauthorizedAccessException)
        {
            // The run is complete all the same; what is left takes room and nothing else.
        }
    }

    /// <summary>Whether tables are open: from then on <see cref="Finished"/> and <see cref="Effort"/> tell of this run, and before of nothing.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Parts that are complete.</summary>
    public IReadOnlyList<PartSummary> Finished => _finished;

    /// <summary>Cost so far, without the time that the run was held.</summary>
    public Effort Effort => new(_cellHours, _earlierSeconds + (time.GetElapsedTime(_begun) - _held).TotalSeconds, _checkpointSeconds);

    private RunStatus Live(int first, IOrganism? restored)
    {
        for (var part = first; part < _parts.Count; part++)
        {
            var end = LivePart(part, part == first ? restored : null);
            if (end != RunEnd.None) return end == RunEnd.Cancel ? RunStatus.Cancelled : RunStatus.Paused;
        }

        return RunStatus.Completed;
    }

    private OrganismPlan Plan(int part) => plan.Organism(_parts[part].Condition, _parts[part].Replicate);

    private RunEnd LivePart(int number, IOrganism? restored)
    {
        var part = _parts[number];
        var organismPlan = Plan(number);
        using var span = RunSpans.Part(part);
        var organism = restored ?? Begin(part, organismPlan);
        _meter.Begin(organism.Count());
        try
        {
            if (restored is null && part.Recorded)
            {
                Record(organism, part);
                Snapshot(organism, part);
            }

            while (organism.Time < part.Until)
            {
                var end = control.Listen(organism, held => Hold(held, organism, number), () => Save(organism, number));
                if (end != RunEnd.None)
                {
                    if (end == RunEnd.Checkpoint) Save(organism, number);
                    return end;
                }

                Advance(organism, part);
                if (time.GetElapsedTime(_lastCheckpoint) >= options.CheckpointEvery) Save(organism, number);
                if (time.GetElapsedTime(_lastReport) >= ReportEvery) Report(organism, number, RunStatus.Running, null);
                if (organism.WantsRestore) organism = Move(organism, number);
            }

            Finish(organism, part, organismPlan);
            Report(organism, number, RunStatus.Running, null);
            return RunEnd.None;
        }
        finally
        {
            organism.Dispose();
        }
    }

    private void Advance(IOrganism organism, RunPart part)
    {
        var (before, began) = (organism.Time, RunMeter.TimesTicks ? time.GetTimestamp() : 0);
        using (SimulationSpans.Tick(organism.Ticks, before, organism.Cells)) organism.Advance();
        _tables!.EndTick(organism, part.Condition, part.Replicate);
        if (began != 0) _meter.Tick(time.GetElapsedTime(began));
        if (organism.IsHere) RunMeter.Stepped(_meter.Run, organism.Cells);
        _cellHours += organism.Cells * (organism.Time - before);
        if (part.Recorded) Write(organism, part);
        else if (plan.KeepLineage) organism.DrainLineage();
    }

    /// <summary>Brings the organism back where it lives better, by way of a checkpoint.</summary>
    private IOrganism Move(IOrganism organism, int number)
    {
        Save(organism, number);
        var checkpoint = _checkpoints.Read(_newest!, Version, plan.Hash);
        organism.Dispose();
        return place.Organisms.Restore(_parts[number], organism.Plan, _simulation, _store, _newest!, checkpoint);
    }

    private void Hold(bool held, IOrganism organism, int number)
    {
        if (held) _heldSince = time.GetTimestamp();
        else _held += time.GetElapsedTime(_heldSince);
        Report(organism, number, held ? RunStatus.Paused : RunStatus.Running, null);
    }

    private static string ForkName(RunPart part) => ForkPrefix + part.Replicate.ToString("d4", System.Globalization.CultureInfo.InvariantCulture);

    private IOrganism Begin(RunPart part, OrganismPlan organismPlan)
    {
        if (part.From == 0) return place.Organisms.Found(part, organismPlan, _simulation);
        var fork = ForkName(part);
        return place.Organisms.Restore(part, organismPlan, _simulation, _store, fork, _checkpoints.Read(fork, Version, plan.Hash));
    }

    private void Write(IOrganism organism, RunPart part)
    {
        if (plan.KeepLineage) _tables!.Ended(organism.DrainLineage(), organism.Plan, part.Condition, part.Replicate);
        if (organism.Ticks % plan.TicksPerRecord == 0 || organism.IsComplete) Record(organism, part);
        Snapshot(organism, part);
    }

    private void Snapshot(IOrganism organism, RunPart part)
    {
        if (plan.Snapshots is not { } snapshots || !snapshots.IsDue(organism.Ticks, organism.IsComplete)) return;
        var bound = CellSample.Bound(organism.Census().Where(c => c.Cell.Phase.IsLiving()).Select(c => c.Cell.Id), snapshots.Most);
        _tables!.Snapshot(organism.Express(bound), organism.Observe(1), plan.Conditions.ToList().IndexOf(part.Condition), part.Replicate);
    }

    private void Record(IOrganism organism, RunPart part) => _tables!.Record(organism.Observe(CloneGroups), organism.Plan, part.Condition, part.Replicate);

    private void Finish(IOrganism organism, RunPart part, OrganismPlan organismPlan)
    {
        if (!part.Recorded)
        {
            // Durable: every branch begins here, and unlike other checkpoints it has no older one to stand in for it.
            _checkpoints.Write(ForkName(part), organism, (state, niches) => Describe(0, state, niches), durable: true);
            return;
        }

        _tables!.Alive(organism.Census(), organismPlan, organism.Time, part.Condition, part.Replicate);
        var record = organism.Observe(1);
        var (living, divisions, deaths) = organism.Count();
        var founders = organismPlan.Tissues.Sum(t => t.Populations.Sum(p => (long)p.Cells));
        _finished.Add(new(part.Condition, part.Replicate, organismPlan.Seed, founders, living, divisions, deaths, StateHash.Text(record.Fingerprint)));
    }

    private void Save(IOrganism organism, int part)
    {
        var begun = time.GetTimestamp();
        _tables!.Flush();
        var name = $"part-{part:d4}-tick-{organism.Ticks:d12}";
        // Resumed and stopped again in the same tick: the checkpoint is there, and replacing it would leave a moment without any.
        if (name == _newest) return;
        using var span = RunSpans.Checkpoint(name);
        var bytes = _checkpoints.Write(name, organism, (state, niches) => Describe(part, state, niches));
        _newest = name;
        foreach (var old in Parts().SkipLast(options.KeepCheckpoints)) _store.Delete(old);
        _lastCheckpoint = time.GetTimestamp();
        var took = time.GetElapsedTime(begun);
        _meter.Checkpoint(took, bytes);
        var seconds = took.TotalSeconds;
        _checkpointSeconds += seconds;
        Report(organism, part, RunStatus.Running, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"checkpoint at {organism.Time} h: {bytes / 1e6:f1} MB in {seconds:f2} s"));
    }

    /// <summary>Checkpoints inside parts, the oldest first; forks are kept to the end.</summary>
    private string[] Parts() => [.. _store.List().Where(c => !c.StartsWith(ForkPrefix, StringComparison.Ordinal))];

    private Checkpoint Describe(int part, OrganismState state, IReadOnlyList<NicheFile> niches) => new()
    {
        Format = Checkpoint.CurrentFormat,
        Sintropia = Version,
        Scenario = plan.Hash,
        Part = part,
        Organism = state,
        Niches = niches,
        Tables = _tables!.Lengths,
        Finished = [.. _finished],
        Effort = Effort,
    };

    /// <summary>The newest checkpoint that is whole. A torn one is passed over for an older, and only if none is whole is that an error; one of another version or scenario is an error at once, since an older one would undo what that version did.</summary>
    private (Checkpoint? Checkpoint, IOrganism? Organism) Newest()
    {
        CheckpointException? torn = null;
        var passedOver = new List<string>();
        foreach (var name in Parts().Reverse())
        {
            try
            {
                var checkpoint = _checkpoints.Read(name, Version, plan.Hash);
                var organism = place.Organisms.Restore(_parts[checkpoint.Part], Plan(checkpoint.Part), _simulation, _store, name, checkpoint);
                // Torn ones would count among those that are kept, and push whole ones out.
                foreach (var useless in passedOver) _store.Delete(useless);
                _newest = name;
                return (checkpoint, organism);
            }
            catch (CheckpointException problem) when (problem.IsTorn)
            {
                torn ??= problem;
                passedOver.Add(name);
                report(new(RunStatus.Running, 1, _parts.Count, "", 1, 0, plan.Duration, 0, 0, 0, 0, Effort.None, problem.Message));
            }
        }

        return torn is null ? (null, null) : throw torn;
    }

    private void Report(IOrganism organism, int number, RunStatus status, string? note)
    {
        _lastReport = time.GetTimestamp();
        if (status == RunStatus.Paused || time.GetElapsedTime(_lastShown, _lastReport) >= ShowEvery)
        {
            _lastShown = _lastReport;
            _tables!.Show();
        }

        var part = _parts[number];
        var counts = organism.Count();
        _meter.Tell(counts);
        var total = _parts.Sum(p => p.Until - p.From);
        var done = _parts.Take(number).Sum(p => p.Until - p.From) + organism.Time - part.From;
        report(new(status, number + 1, _parts.Count, part.Condition, part.Replicate, organism.Time, part.Until, counts.Living, counts.Divisions, counts.Deaths, done / total, Effort, note));
    }
}
