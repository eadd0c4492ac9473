using System.Globalization;
using Sintropia.Biology.Chance;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Execution;

/// <summary>What stands in a run directory besides the tables: `run.json`, the scenario, and what is derived at the end.</summary>
internal static class RunFiles
{
    /// <summary>Copies the scenario into the folder, and describes the run before it starts.</summary>
    public static RunManifest Begin(RunPlan plan, RunDirectory directory, TimeProvider time)
    {
        foreach (var (name, bytes) in plan.Facts.Files) directory.Write(name, bytes);
        return new()
        {
            Name = plan.Name,
            Description = plan.Description,
            Sintropia = RunExecution.Version,
            Status = RunStatus.Running,
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
        };
    }

    /// <summary>Writes what is derived, and `run.json` for the last time.</summary>
    public static RunManifest End(RunManifest manifest, RunStatus status, Exception? failure, RunPlan plan, RunDirectory directory, RunExecution execution, ExecutionOptions options, TimeProvider time)
    {
        var complete = status == RunStatus.Completed;
        if (complete && plan.Conditions.Count > 1) PairedDifferences.Write(directory, plan.Conditions);
        if (complete && plan.KeepLineage) Newick.Write(directory);
        var effort = execution.Effort;
        var ended = manifest with
        {
            Status = status,
            Failure = failure?.Message,
            Finished = complete ? time.GetUtcNow() : null,
            WallSeconds = effort.WallSeconds,
            Runs = [.. execution.Finished],
            Fingerprint = complete ? Fingerprint(execution.Finished) : null,
            Performance = new(effort.WallSeconds, effort.CellHours, effort.EquivalentUpdatesPerSecond, options.Simulation.Threads, effort.CheckpointSeconds),
            Files = complete ? Notes(directory) : new Dictionary<string, FileNote>(),
        };
        directory.Write(RunDirectory.ManifestName, ended.ToJson());
        return ended;
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

    private static Dictionary<string, FileNote> Notes(RunDirectory directory) => Directory.EnumerateFiles(directory.Root)
        .Select(f => Path.GetFileName(f))
        .Where(f => f.EndsWith(".csv", StringComparison.Ordinal) || f.EndsWith(".nwk", StringComparison.Ordinal) || f.EndsWith(".yaml", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .ToDictionary(f => f, directory.Note);
}
