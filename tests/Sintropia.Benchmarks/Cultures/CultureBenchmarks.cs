using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;
using Sintropia.Simulation;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Benchmarks.Cultures;

/// <summary>B1, B2, B3, B4 of the benchmark page, the cost per cell over five decades, and checkpoints. Each figure is the median of interleaved repetitions, with the least beside it.</summary>
internal static class CultureBenchmarks
{
    private const int Repetitions = 5;

    public static int Run(string? resultFile)
    {
        var rows = new List<Dictionary<string, object>>();
        Console.WriteLine($"{MachineNote.Here.Os}; {MachineNote.Here.Processor}; {MachineNote.Here.Cores} processors; {MachineNote.Here.Runtime}");
        Console.WriteLine("Equivalent updates: cells × simulated time / 6 min / wall; an event engine handles some 5 events per life instead of 190 steps.");
        Console.WriteLine();

        // Once through everything, so that no repetition pays for compilation.
        new PlainCulture(1).Run(2000, 60);
        Simulate(Workloads.Growing(5000), 1);
        Simulate(Workloads.Drugged(5000), 2);

        var names = new[] { "B1 growing, plain page of code", "B1 growing, 1 thread", "B1 growing, 2 threads", "B3 drugged, 1 thread", "B3 drugged, 2 threads", "B1 100,000 founders 48 h, 1 thread", "B1 100,000 founders 48 h, 2 threads", "B2 still, 1 thread" };
        var work = new Func<(double CellHours, double Seconds)>[]
        {
            () => Timed(() => new PlainCulture(1).Run(5000, 120)),
            () => Simulate(Workloads.Growing(5000), 1),
            () => Simulate(Workloads.Growing(5000), 2),
            () => Simulate(Workloads.Drugged(5000), 1),
            () => Simulate(Workloads.Drugged(5000), 2),
            () => Simulate(Workloads.Growing(100_000, 48), 1),
            () => Simulate(Workloads.Growing(100_000, 48), 2),
            () => Simulate(Workloads.Still(100_000), 1),
        };
        var times = work.Select(_ => new List<(double CellHours, double Seconds, double Processor)>()).ToArray();
        for (var repetition = 0; repetition < Repetitions; repetition++)
            for (var i = 0; i < work.Length; i++)
            {
                GC.Collect();
                var processor = Process.GetCurrentProcess().TotalProcessorTime;
                var (cellHours, seconds) = work[i]();
                times[i].Add((cellHours, seconds, (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds));
            }

        for (var i = 0; i < work.Length; i++) rows.Add(Print(names[i], times[i]));
        Ratio(rows, "engine / plain page, 1 thread (B1)", times[0], times[1]);
        Ratio(rows, "2 threads / 1 thread from 100,000 founders", times[5], times[6]);
        Neural(rows);
        Decades(rows);
        Memory(rows);
        Checkpoints(rows);
        if (resultFile is not null)
        {
            File.WriteAllText(resultFile, JsonSerializer.Serialize(new { machine = MachineNote.Here, date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), rows }, new JsonSerializerOptions { WriteIndented = true }) + "\n");
            Console.WriteLine($"\nwritten to {resultFile}");
        }

        return 0;
    }

    /// <summary>B4 alone.</summary>
    public static int RunNeural()
    {
        Neural([]);
        return 0;
    }

    private static void Neural(List<Dictionary<string, object>> rows)
    {
        const int cells = 100_000, steps = 29;
        var plan = NeuralCulture.Plan(cells);
        NeuralCulture.Simulate(NeuralCulture.Plan(2000), 1);
        NeuralCulture.Bare(plan, 2000, 20);
        var (bare, one, two) = (new List<double>(), new List<double>(), new List<double>());
        var (bareWork, oneWork) = (new List<double>(), new List<double>());
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            bare.Add(Rate(() => NeuralCulture.Bare(plan, cells, steps), bareWork));
            one.Add(Rate(() => NeuralCulture.Simulate(plan, 1), oneWork));
            two.Add(Rate(() => NeuralCulture.Simulate(plan, 2), []));
        }

        var (share, work, speedUp) = (Median(bare.Zip(one, (b, o) => o / b)), Median(bareWork.Zip(oneWork, (b, o) => o / b)), Median(one.Zip(two, (o, t) => t / o)));
        Console.WriteLine($"\nB4 neural culture, {cells} cells, 64-256-64 each step: bare loop {Median(bare) / 1e6:f3} M cell-steps/s ({Median(bare) * 65536e-9:f1} GFLOP/s), engine on 1 thread {Median(one) / 1e6:f3} M, on 2 threads {Median(two) / 1e6:f3} M");
        Console.WriteLine($"B4 engine / bare loop, 1 thread {share:f3} by wall time, {work:f3} by processor time (paired, median of {Repetitions}); 2 threads / 1 thread {speedUp:f2} ×");
        rows.Add(new() { ["name"] = "B4 neural culture", ["bare_cell_steps_per_s"] = Median(bare), ["engine_cell_steps_per_s"] = Median(one), ["engine_2_threads_cell_steps_per_s"] = Median(two), ["ratio"] = share, ["ratio_by_processor_time"] = work });

        // Cell-steps per second of wall time; and, into the list, of processor time, founding and all buffers apart.
        static double Rate(Func<(double CellSteps, double Seconds, double Processor)> run, List<double> work)
        {
            GC.Collect();
            var (steps, seconds, processor) = run();
            work.Add(steps / processor);
            return steps / seconds;
        }
    }

    private static void Decades(List<Dictionary<string, object>> rows)
    {
        Console.WriteLine("\nCost per cell of a growing culture, 6 h, 1 thread:");
        foreach (var founders in new[] { 1_000, 10_000, 100_000, 1_000_000, 10_000_000 })
        {
            // Small cultures are repeated within one measurement: a millisecond is no time to measure.
            var repeats = Math.Max(1, 1_000_000 / founders);
            var seconds = new List<(double CellHours, double Seconds, double Processor)>();
            for (var repetition = 0; repetition < (founders > 1_000_000 ? 1 : 3); repetition++)
            {
                double cellHours = 0, total = 0;
                for (var i = 0; i < repeats; i++)
                {
                    var (hours, took) = Simulate(Workloads.Growing(founders, 6), 1);
                    cellHours += hours;
                    total += took;
                }

                seconds.Add((cellHours, total, total));
            }

            var row = Print($"{founders.ToString("N0", CultureInfo.InvariantCulture)} founders", seconds);
            row["nanoseconds_per_cell_hour"] = 1e9 * Median(seconds.Select(s => s.Seconds / s.CellHours));
            Console.WriteLine($"{"",-44} {row["nanoseconds_per_cell_hour"]:f1} ns per cell-hour");
            rows.Add(row);
        }
    }

    private static void Memory(List<Dictionary<string, object>> rows)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var organism = Organism.Found(Workloads.Growing(5000), new() { Threads = 1 });
        while (!organism.IsComplete) organism.Advance();
        var after = GC.GetTotalMemory(forceFullCollection: true);
        var perCell = (after - before) / (double)organism.Cells;
        Console.WriteLine($"\nManaged heap after B1: {perCell:f1} B per cell ({organism.Cells} cells, columns {organism.Bytes / (double)organism.Cells:f1} B)");
        rows.Add(new() { ["name"] = "heap per cell after B1", ["bytes"] = perCell, ["cells"] = organism.Cells });
        GC.KeepAlive(organism);
    }

    private static void Checkpoints(List<Dictionary<string, object>> rows)
    {
        var folder = Directory.CreateTempSubdirectory("sintropia-bench-").FullName;
        try
        {
            using var organism = new LocalOrganisms().Found(new("", 1, 0, 1, true), Workloads.Growing(2_000_000, 1), new() { Threads = 2 });
            organism.Advance();
            var files = new CheckpointFiles(new FolderCheckpoints(folder));
            var rates = new List<double>();
            for (var i = 0; i < Repetitions; i++)
            {
                var watch = Stopwatch.StartNew();
                var bytes = files.Write($"c{i}", organism, (state, niches) => new()
                {
                    Format = Checkpoint.CurrentFormat, Sintropia = "bench", Scenario = "", Part = 0, Organism = state, Niches = niches,
                    Tables = new Dictionary<string, long>(), Finished = [], Effort = Effort.None,
                });
                rates.Add(bytes / 1e6 / watch.Elapsed.TotalSeconds);
            }

            Console.WriteLine($"Checkpoint of 2,000,000 cells, hashed and written: median {Median(rates):f0} MB/s, best {rates.Max():f0} MB/s");
            rows.Add(new() { ["name"] = "checkpoint", ["median_mb_per_s"] = Median(rates), ["best_mb_per_s"] = rates.Max() });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (double CellHours, double Seconds) Simulate(OrganismPlan plan, int threads)
    {
        var organism = Organism.Found(plan, new SimulationOptions { Threads = threads });
        return Timed(() =>
        {
            var cellHours = 0.0;
            while (!organism.IsComplete)
            {
                var before = organism.Time;
                organism.Advance();
                cellHours += organism.Cells * (organism.Time - before);
            }

            return cellHours;
        });
    }

    private static (double CellHours, double Seconds) Timed(Func<double> run)
    {
        var watch = Stopwatch.StartNew();
        var cellHours = run();
        return (cellHours, watch.Elapsed.TotalSeconds);
    }

    private static Dictionary<string, object> Print(string name, List<(double CellHours, double Seconds, double Processor)> times)
    {
        var rates = times.Select(t => t.CellHours * 10 / t.Seconds / 1e6).ToArray();
        Console.WriteLine($"{name,-44} {Median(times.Select(t => t.Seconds)):f3} s median, {times.Min(t => t.Seconds):f3} s least, processor {Median(times.Select(t => t.Processor)):f3} s: {Median(rates):f0} M updates/s median, {rates.Max():f0} best");
        return new()
        {
            ["name"] = name, ["median_s"] = Median(times.Select(t => t.Seconds)), ["least_s"] = times.Min(t => t.Seconds), ["median_processor_s"] = Median(times.Select(t => t.Processor)),
            ["median_equivalent_m_per_s"] = Median(rates), ["best_equivalent_m_per_s"] = rates.Max(),
        };
    }

    private static void Ratio(List<Dictionary<string, object>> rows, string name, List<(double CellHours, double Seconds, double Processor)> slow, List<(double CellHours, double Seconds, double Processor)> fast)
    {
        // Paired by repetition: both ran within the same seconds on the same machine.
        var ratio = Median(slow.Zip(fast, (a, b) => b.CellHours / b.Seconds / (a.CellHours / a.Seconds)));
        Console.WriteLine($"{name,-44} {ratio:f2} × (median of paired repetitions)");
        rows.Add(new() { ["name"] = name, ["ratio"] = ratio });
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
