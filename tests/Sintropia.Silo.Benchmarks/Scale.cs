using System.Diagnostics;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Runs;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;

namespace Sintropia.Silo.Benchmarks;

/// <summary>A population on silo processes of this machine: start-up, ticks, memory, checkpoint, pauses of the collector.</summary>
internal static class Scale
{
    public static async Task Run(Figures figures, int cells, string resolution, int count)
    {
        await using var silos = await Silos.Start(count);
        var runs = new GrainRuns(silos.Client, new() { Resolution = Enum.Parse<Resolution>(resolution, ignoreCase: true) });
        var clock = Stopwatch.StartNew();
        var plan = Cultures.Growing(cells, 24, recordEvery: 24);
        var id = await runs.Submit(new(plan, "run") { Options = new() { CheckpointEvery = TimeSpan.FromHours(1) } });
        double founded = 0, peak = 0;
        Task? checkpoint = null;
        var noted = "";
        RunProgress? last = null;
        await foreach (var progress in runs.Watch(id))
        {
            if (founded == 0 && progress.Time > 0) founded = clock.Elapsed.TotalSeconds;
            if (progress.Done > 0.5) checkpoint ??= silos.Client.GetGrain<IRunGrain>(id.Value).Checkpoint();
            if (progress.Note is { } note && note.StartsWith("checkpoint", StringComparison.Ordinal)) noted = note;
            peak = Math.Max(peak, silos.Memory);
            last = progress;
        }

        await (checkpoint ?? Task.CompletedTask);
        if (last?.Status != RunStatus.Completed) throw new InvalidOperationException($"The run is {last?.Status}: {last?.Note}");
        var manifest = RunDirectory.Open(Path.Combine(silos.Runs, "run")).Manifest();
        var ticks = (int)(24 / plan.Tick);
        figures.Add("cells at the end", "cells", last.Living);
        figures.Add("submission to first progress", "s", founded);
        figures.Add("wall time of the run", "s", manifest.WallSeconds);
        figures.Add("mean tick", "s", (manifest.WallSeconds - manifest.Performance!.CheckpointSeconds) / ticks);
        figures.Add("cell-hours per second", "1/s", manifest.Performance.CellHours / manifest.WallSeconds);
        figures.Add("checkpoint", "s", manifest.Performance.CheckpointSeconds);
        figures.Add("peak memory of all silos", "GB", peak / 1e9);
        figures.Add("peak memory per cell at the end", "B", peak / last.Living);
        Console.WriteLine(noted);
    }
}
