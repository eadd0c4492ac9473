using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;
using Sintropia.Scenarios.Sweeps;
using Sintropia.Simulation.Organisms;
using Sintropia.Sweeps.Execution;

namespace Sintropia.Benchmarks.Sweeps;

/// <summary>What a run of a sweep costs beyond its simulation: a sweep of a thousand runs, beside the same organisms living without one. Interleaved repetitions.</summary>
internal static class SweepBenchmarks
{
    private const int Runs = 1000, Repetitions = 5, AtOnce = 2;

    private const string Scenario = """
        format: 1
        name: A thousand runs
        seed: 20260101
        duration: 48 h
        record: every 12 h
        lineage: none
        cell_types:
          line: { preset: rb-positive }
        compounds:
          palbociclib: { preset: palbociclib }
          poison:
            unit: nM
            effects:
              - { holds: M, ec50: 5 nM, hill: 2 }
              - { harms: mitotic_death, in: M, ec50: 5 nM, hill: 2, maximum: 0.1 per h }
        tissues:
          dish:
            populations:
              - { type: line, cells: 200 cells }
        interventions:
          - { compound: palbociclib, dose: 0 nM, from: 12 h }
          - { compound: poison, dose: 0 nM, from: 12 h }
        sweep:
          design: sobol
          samples: 1000
          parameters:
            palbociclib: { at: 'interventions[0].dose', from: 1 nM, to: 1000 nM, scale: log }
            poison: { at: 'interventions[1].dose', from: 0.1 nM, to: 100 nM, scale: log }
        """;

    public static int Run(string? resultFile)
    {
        var folder = Directory.CreateTempSubdirectory("sintropia-bench-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "sweep.yaml"), Scenario);
            var plan = new SweepPlan(SweepFile.Load(Path.Combine(folder, "sweep.yaml")));
            var organisms = plan.Points.Select(p => plan.RunOf(p).Organism("only", 1)).ToArray();
            Bare(organisms);
            Swept(plan, folder, false);
            var (bare, tables, runs) = (new double[Repetitions], new double[Repetitions], new double[Repetitions]);
            for (var i = 0; i < Repetitions; i++)
            {
                bare[i] = Bare(organisms);
                tables[i] = Swept(plan, folder, false);
                runs[i] = Swept(plan, folder, true);
            }

            Tell(bare, tables, runs, resultFile);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Tell(double[] bare, double[] tables, double[] runs, string? resultFile)
    {
        double Overhead(double[] seconds) => 1000 * AtOnce * Median([.. seconds.Select((s, i) => s - bare[i])]) / Runs;
        var rows = new[]
        {
            new { name = "the organisms alone", median_s = Median(bare), overhead_ms_per_run = 0.0, wall_ms_per_run = 1000 * Median(bare) / Runs },
            new { name = "a sweep that keeps its table", median_s = Median(tables), overhead_ms_per_run = Overhead(tables), wall_ms_per_run = 1000 * Median(tables) / Runs },
            new { name = "a sweep that keeps its runs", median_s = Median(runs), overhead_ms_per_run = Overhead(runs), wall_ms_per_run = 1000 * Median(runs) / Runs },
        };
        Console.WriteLine($"{MachineNote.Here.Os}; {MachineNote.Here.Processor}; {MachineNote.Here.Cores} processors; {MachineNote.Here.Runtime}");
        Console.WriteLine($"{Runs} runs of 200 founders and 48 h, {AtOnce} at a time; {Repetitions} interleaved repetitions; overhead is time of a processor");
        foreach (var row in rows) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.name,-32} {row.median_s,7:f3} s   {row.wall_ms_per_run,6:f2} ms a run, of which {row.overhead_ms_per_run,5:f2} ms of one processor are overhead"));
        if (resultFile is null) return;
        File.WriteAllText(resultFile, JsonSerializer.Serialize(new { machine = MachineNote.Here, date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), runs = Runs, at_once = AtOnce, budget_ms_per_run = 5.0, rows }, new JsonSerializerOptions { WriteIndented = true }) + "\n");
        Console.WriteLine($"\nwritten to {resultFile}");
    }

    /// <summary>Lives through all organisms, as many at a time as the sweep does.</summary>
    private static double Bare(OrganismPlan[] organisms)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        var next = -1;
        var workers = Enumerable.Range(0, AtOnce).Select(_ => new Thread(() =>
        {
            while (Interlocked.Increment(ref next) is var i && i < organisms.Length)
            {
                var organism = Organism.Found(organisms[i], new() { Threads = 1 });
                while (!organism.IsComplete) organism.Advance();
                organism.Observe(1);
            }
        })).ToArray();
        foreach (var worker in workers) worker.Start();
        foreach (var worker in workers) worker.Join();
        return watch.Elapsed.TotalSeconds;
    }

    private static double Swept(SweepPlan plan, string folder, bool keepRuns)
    {
        var to = Path.Combine(folder, "sweep");
        GC.Collect();
        var watch = Stopwatch.StartNew();
        var result = new SweepRun(plan, new(to), new() { AtOnce = AtOnce, KeepRuns = keepRuns }, TimeProvider.System).Carry();
        var seconds = watch.Elapsed.TotalSeconds;
        if (!result.IsComplete || result.Manifest.Failed > 0) throw new InvalidOperationException("The sweep did not complete, so its time says nothing.");
        Directory.Delete(to, recursive: true);
        return seconds;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
