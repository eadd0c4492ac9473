using System.Globalization;
using Sintropia.Biology.Chance;
using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Execution;

/// <summary>What stands in a run directory besides the tables: `run.json`, the scenario, and what is derived at the end.</summary>
internal static class RunFiles
{
    /// <summary>Describes the run before it starts, and copies the scenario into the folder. In this order: a folder with files and no `run.json` would be nobody's, and could not be used again if the process died in between.</summary>
    public static RunManifest Begin(RunPlan plan, RunDirectory directory, TimeProvider time)
    {
        var manifest = Write(new()
        {
            Name = plan.Name,
            Description = plan.Description,
            Sintropia = RunExecution.Version,
            Status = RunStatus.Queued,
            Seed = plan.Seed,
            DurationH = plan.Duration,
            TickH = plan.Tick,
            RecordEveryH = plan.Tick * plan.TicksPerRecord,
            ScenarioSha256 = plan.Hash,
            Machine = MachineNote.Here,
            Started = time.GetUtcNow(),
            Conditions = plan.Conditions,
            Replicates = plan.Replicates,
            BranchOf = plan.Fork is { } fork ? new(fork.Run, fork.Condition, fork.At) : null,
            Units = plan.Organism(plan.Conditions[0], 1).Agents.Where(a => a.Unit.Length > 0).DistinctBy(a => a.Name).ToDictionary(a => a.Name, a => a.Unit),
            Interventions = plan.Facts.Interventions,
            Assumptions = plan.Facts.Assumptions,
            Predictor = plan.Facts.Predictor,
        }, directory);
        foreach (var (name, bytes) in plan.Facts.Files) directory.Write(name, bytes);
        return manifest;
    }

    /// <summary>Copies what is missing of the scenario and what it reads, since the process may have died before it came to that.</summary>
    public static void Complete(RunPlan plan, RunDirectory directory)
    {
        foreach (var (name, bytes) in plan.Facts.Files)
            if (!directory.Has(name)) directory.Write(name, bytes);
    }

    /// <summary>What `run.json` says of a run that is to go on.</summary>
    /// <exception cref="CheckpointException">It is another version's run, or another scenario's. Nothing was touched.</exception>
    /// <exception cref="InvalidDataException">`run.json` cannot be read.</exception>
    public static RunManifest Resume(RunPlan plan, RunDirectory directory)
    {
        // Checkpoints say the same, but there may be none yet; then the run starts anew, and `run.json` has to stay true.
        var manifest = directory.Manifest();
        if (manifest.Sintropia != RunExecution.Version)
            throw new CheckpointException($"The run in {directory.Root} was begun with Sintropia {manifest.Sintropia}; this is {RunExecution.Version}, which could go on with other bits. Resume it with {manifest.Sintropia}, or run its scenario anew into another folder.");
        if (manifest.ScenarioSha256 != plan.Hash)
            throw new CheckpointException($"The run in {directory.Root} belongs to another scenario: its scenario file, or a file that this names, was changed after the run began. Put the old file back, or run the new one into another folder.");
        return manifest;
    }

    /// <summary>Writes what is derived, and `run.json` for the last time.</summary>
    public static RunManifest End(RunManifest manifest, RunStatus status, Exception? failure, RunPlan plan, RunDirectory directory, RunExecution execution, ExecutionOptions options, TimeProvider time)
    {
        if (!execution.HasBegun) return Write(manifest with { Status = status, Failure = failure?.Message }, directory); // what earlier attempts did stays

        var complete = status == RunStatus.Completed;
        if (complete && plan.Conditions.Count > 1) PairedDifferences.Write(directory, plan.Conditions);
        if (complete && plan.KeepLineage) Newick.Write(directory);
        if (complete) ResponseTable.Write(directory, plan);
        if (complete && plan.Snapshots is not null && directory.Has(SnapshotFile.FileName)) CellsFile.Write(directory, plan, Fingerprint(execution.Finished)); // else an earlier attempt came that far
        var effort = execution.Effort;
        return Write(manifest with
        {
            Status = status,
            Failure = failure?.Message,
            Finished = complete ? time.GetUtcNow() : null,
            WallSeconds = effort.WallSeconds,
            Runs = [.. execution.Finished],
            Fingerprint = complete ? Fingerprint(execution.Finished) : null,
            Performance = new(effort.WallSeconds, effort.CellHours, effort.EquivalentUpdatesPerSecond, options.Simulation.Threads, effort.CheckpointSeconds),
            Files = complete ? Notes(directory) : new Dictionary<string, FileNote>(),
        }, directory);
    }

    /// <summary>Writes `run.json`.</summary>
    public static RunManifest Write(RunManifest manifest, RunDirectory directory)
    {
        directory.Write(RunDirectory.ManifestName, manifest.ToJson());
        return manifest;
    }

    /// <summary>The fingerprint of a run: of all its parts, each with its place.</summary>
    public static string Fingerprint(IReadOnlyList<PartSummary> parts)
    {
        UInt128 sum = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            var part = UInt128.Parse(parts[i].Fingerprint, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            sum += StateHash.Of([(ulong)i, (ulong)(part >> 64), (ulong)part]);
        }

        return StateHash.Text(sum);
    }

    private static Dictionary<string, FileNote> Notes(RunDirectory directory) => directory.Files
        .Where(f => f.EndsWith(".csv", StringComparison.Ordinal) || f.EndsWith(".nwk", StringComparison.Ordinal) || f.EndsWith(".yaml", StringComparison.Ordinal) || f.EndsWith(".h5ad", StringComparison.Ordinal))
        .ToDictionary(f => f, directory.Note);
}
