using System.Diagnostics;
using System.Globalization;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Organisms;
using Sintropia.Grains.Runs;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;

namespace Sintropia.Silo.Benchmarks;

/// <summary>What a tick costs, taken apart: a barrier, a message to a niche, a cell-step, a question to a predictor, bytes of a cell. Measured on one and two silo processes, then held against runs on one, two and four that it did not see.</summary>
/// <remarks>Seconds of a tick = barrier(silos) + (cells · step + niches · message(silos) + asked · question) / cores. Messages and questions are processor time of the silos, so that processes which share the cores of one machine add up;
/// a step is time of a core, busy or waiting for the slowest niche of a tick: taken from a culture on one silo that leaves all caches, as cultures do that are worth a cluster.</remarks>
internal static class CostModel
{
    private const int Few = 64, NicheSize = 64, WholeNiche = 16384, Crowd = 40_000, StillTicks = 600, Large = 400_000, Million = 1_000_000, Dimensions = 64;

    public static async Task Run(Figures figures)
    {
        var barrier = new Dictionary<int, double>();
        var message = new Dictionary<int, double>();
        var seen = new List<(string What, int Silos, Spent Spent)>();
        double step = 0, busy = 0, question = 0, bytes = 0, expressed = 0;
        foreach (var count in (int[])[1, 2, 4])
        {
            await using var silos = await Silos.Start(count);
            await Measure(silos, Growing(Large), WholeNiche); // so that everything is compiled
            await Measure(silos, Cultures.Still(Crowd, StillTicks), NicheSize);
            barrier[count] = (await Measure(silos, Cultures.Still(Few, 20 * StillTicks / count), WholeNiche)).PerTick;
            var idle = silos.Memory;
            var large = await Measure(silos, Growing(Large), WholeNiche);
            if (count == 1)
            {
                step = (large.Wall - large.Ticks * barrier[1]) * Environment.ProcessorCount / large.Steps;
                (busy, bytes) = (large.Processor / large.Steps, (large.Memory - idle) / large.Cells);
            }

            var one = await Measure(silos, Cultures.Still(Crowd, 10 * StillTicks), WholeNiche);
            var many = await Measure(silos, Cultures.Still(Crowd, 2 * StillTicks), NicheSize);
            message[count] = (many.Processor / many.Ticks - one.Processor / one.Ticks) / (Niches(Crowd, NicheSize) - Niches(Crowd, WholeNiche));
            if (count == 1)
            {
                var asked = await Measure(silos, Cultures.Listening(Crowd, 100, Dimensions), WholeNiche);
                question = asked.Processor / asked.Steps - one.Processor / one.Steps;
                expressed = bytes + Dimensions * 3 * sizeof(float) + 16;
            }

            if (count > 1) seen.Add((FormattableString.Invariant($"{Large} founders, {count} silos"), count, large)); // on one it is what the step was taken from
            if (count <= 2) seen.Add((FormattableString.Invariant($"{Million} founders, {count} silo(s)"), count, await Measure(silos, Growing(Million), WholeNiche)));
        }

        figures.Add("barrier of a tick, 1 silo", "µs", barrier[1] * 1e6);
        figures.Add("barrier of a tick, 2 silos", "µs", barrier[2] * 1e6);
        figures.Add("barrier of a tick, 4 silos", "µs", barrier[4] * 1e6);
        figures.Add("message to a niche and back, 1 silo, processor time", "µs", message[1] * 1e6);
        figures.Add("message to a niche and back, 2 silos, processor time", "µs", message[2] * 1e6);
        figures.Add("cell-step without expression, time of a core", "ns", step * 1e9);
        figures.Add("cell-step without expression, processor time", "ns", busy * 1e9);
        figures.Add($"question to the network {Dimensions}-256-{Dimensions} and settling, processor time per cell", "ns", question * 1e9);
        figures.Add("memory of a cell without expression", "B", bytes);
        figures.Add($"memory of a cell with {Dimensions} dimensions: that and its three columns", "B", expressed);
        var cores = Environment.ProcessorCount;
        foreach (var (what, count, spent) in seen)
        {
            var predicted = spent.Ticks * barrier[count] + (spent.Steps * step + spent.Steps / (WholeNiche * 7 / 8) * message[Math.Min(count, 2)]) / cores;
            figures.Add($"{what}: predicted", "s", predicted);
            figures.Add($"{what}: measured", "s", spent.Wall);
            figures.Add("predicted / measured", "ratio", predicted / spent.Wall);
        }

        foreach (var (machines, devices) in ((int, int)[])[(16, 0), (64, 0), (64, 8), (256, 32)]) Extrapolate(figures, machines, devices, step, message[2], barrier[4], question, devices == 0 ? bytes : expressed);
    }

    /// <summary>A thousand million cells on machines of 16 cores and 64 GB; with expression where there are devices, each of which answers 4,096 cells in 4.1 ms.</summary>
    private static void Extrapolate(Figures figures, int machines, int devices, double step, double message, double barrier, double question, double bytes)
    {
        const double cells = 1e9, cores = 16;
        var niches = Niches(cells, 16384);
        var law = cells * step / (machines * cores);
        var talk = niches * message; // one tissue tells and hears all its niches, on one core
        var asked = devices == 0 ? 0 : cells / 24; // after a change of phase or exposure, or every 24 ticks
        var predictors = devices == 0 ? 0 : asked / 4096 * 4.1e-3 / devices;
        var settle = devices == 0 ? 0 : cells * Dimensions * 12 / 20e9 / machines; // three numbers of a dimension go through memory at 20 GB/s
        var tick = barrier + law + talk + Math.Max(predictors, settle);
        var name = FormattableString.Invariant($"10^9 cells on {machines} silos of 16 cores{(devices == 0 ? "" : $", {Dimensions} dimensions, {devices} devices")}");
        figures.Add($"{name}: tick", "s", tick);
        figures.Add($"{name}: memory per silo", "GB", cells * bytes / machines / 1e9);
        var shares = new (string What, double Seconds)[] { ("cell-steps", law), ("messages", talk), ("predictors", predictors), ("settling", settle), ("barrier", barrier) };
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  bottleneck: {shares.MaxBy(s => s.Seconds).What} ({string.Join(", ", shares.Select(s => $"{s.What} {s.Seconds:g3} s"))})"));
    }

    private static double Niches(double cells, int size) => Math.Ceiling(cells / (size * 7 / 8));

    private static RunPlan Growing(int founders) => Cultures.Growing(founders, founders < Million ? 48 : 24, 24, lineage: "none");

    /// <summary>What ticks take, from the first tenth of a run to its end: neither founding nor the tables of the end are part of it.</summary>
    private static async Task<Spent> Measure(Silos silos, RunPlan plan, int nicheSize)
    {
        var runs = new GrainRuns(silos.Client, new() { Resolution = Resolution.Niche, NicheSize = nicheSize });
        var id = await runs.Submit(new(plan, Guid.NewGuid().ToString("n")) { Options = new() { CheckpointEvery = TimeSpan.FromHours(1), Simulation = new() { NicheSize = nicheSize } } });
        var clock = Stopwatch.StartNew();
        double began = double.NaN, processor = 0, ticks = 0, steps = 0, wall = 0, spent = 0, peak = 0, from = 0, last = 0, cells = 0;
        await foreach (var progress in runs.Watch(id))
        {
            if (progress.Status is RunStatus.Failed or RunStatus.Cancelled) throw new InvalidOperationException($"The run is {progress.Status}: {progress.Note}");
            peak = Math.Max(peak, silos.Memory);
            if (progress.Time < plan.Duration / 10 || progress.Time >= plan.Duration) continue;
            var (now, used) = (clock.Elapsed.TotalSeconds, silos.Processor);
            if (double.IsNaN(began)) (began, processor, from) = (now, used, progress.Time);
            else steps += (progress.Time - last) / plan.Tick * (cells + progress.Living) / 2;
            (last, cells) = (progress.Time, progress.Living);
            (wall, spent, ticks) = (now - began, used - processor, (last - from) / plan.Tick);
        }

        if (!(ticks > 0)) throw new InvalidOperationException($"The run of {plan.Name} was over before anybody saw it twice. Make it longer.");
        return new(wall, spent, steps, ticks, cells, peak);
    }

    /// <summary>What ticks took: s, s of all processors, cell-steps; and cells and memory at the end.</summary>
    private sealed record Spent(double Wall, double Processor, double Steps, double Ticks, double Cells, double Memory)
    {
        public double PerTick => Wall / Ticks;
    }
}
