using System.Globalization;
using Sintropia.Biology.Cycle;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Simulation;

namespace Sintropia.Sweeps.Execution;

/// <summary>Carries out a point as a run with a folder of its own. Interrupted, it goes on from its newest checkpoint.</summary>
internal static class PointInFolder
{
    private static readonly ExecutionOptions OneThread = new() { Simulation = new SimulationOptions { Threads = 1 } };

    /// <summary>Carries it out.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="time">The clock on the wall.</param>
    /// <param name="stop">Ends it with a checkpoint.</param>
    public static async Task<(IReadOnlyList<SweepRow> Rows, double Simulated)> Carry(RunPlan plan, string folder, TimeProvider time, CancellationToken stop)
    {
        var begun = File.Exists(Path.Combine(folder, RunDirectory.ManifestName));
        RunView view;
        await using (var runs = new LocalRuns(time))
        {
            var id = await runs.Submit(new(plan, folder) { Options = OneThread, Continue = begun }, stop);
            await using (stop.Register(() => _ = runs.Stop(id)))
                await foreach (var _ in runs.Watch(id, CancellationToken.None))
                {
                }

            view = await runs.Get(id, CancellationToken.None);
        }

        if (view.Status == RunStatus.Paused) throw new OperationCanceledException(stop);
        var directory = RunDirectory.Open(folder);
        var manifest = directory.Manifest();
        if (view.Status != RunStatus.Completed) return ([new("", 1, 0, 0, 0, [0, 0, 0, 0, 0, 0], "", view.Failure?.Message ?? manifest.Failure ?? $"The run was {view.Status.ToString().ToLowerInvariant()}.")], 0);
        return (Rows(directory, manifest), manifest.WallSeconds);
    }

    private static SweepRow[] Rows(RunDirectory directory, RunManifest manifest)
    {
        var phases = Phases.All.Where(p => p.IsLiving()).Select(p => p.Name()).ToList();
        var end = manifest.DurationH;
        var counts = manifest.Runs.ToDictionary(r => (r.Condition, r.Replicate), _ => new long[phases.Count]);
        foreach (var row in CsvRows.Read(directory.PathOf("timeseries.csv")))
            if (phases.IndexOf(row[6]) is >= 0 and var phase && double.Parse(row[0], CultureInfo.InvariantCulture) == end)
                counts[(row[1], int.Parse(row[2], CultureInfo.InvariantCulture))][phase] += long.Parse(row[7], CultureInfo.InvariantCulture);
        return [.. manifest.Runs.Select(r => new SweepRow(r.Condition, r.Replicate, r.Founders, r.Divisions, r.Deaths, counts[(r.Condition, r.Replicate)], r.Fingerprint))];
    }
}
