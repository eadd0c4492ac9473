using System.Globalization;
using System.Text.Json;
using Sintropia.Runs.Execution;

namespace Sintropia.Silo.Benchmarks;

/// <summary>What a tick costs, taken apart: a barrier, a message to a niche, a cell-step, a row that moves, a question to a predictor, bytes of a cell. Measured on one and two silo processes, then held against runs with other numbers of cells, and of silos, that it did not see.</summary>
/// <remarks>
/// Seconds of a tick = barrier(silos) + processor time of its parts ÷ (cores that the silos have together · how busy a tick keeps them). Silos that are processes of one machine have its cores together; silos with machines of their own bring theirs.
/// The one thing that is measured on as many silos as a run that is predicted is the barrier, of a culture of eight niches with 14 cells each.
/// </remarks>
internal static class CostModel
{
    private const int Few = 112, FewNiche = 16, NicheSize = 64, WholeNiche = 16384, Crowd = 40_000, StillTicks = 600, Seen = 200_000, Large = 400_000, Million = 1_000_000, Dimensions = 64;
    private const int Repetitions = 3, Pool = 8;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Measures on a number of silos, and keeps what was measured.</summary>
    public static async Task Measure(int count, string folder)
    {
        await using var silos = await Silos.Start(count);
        for (var i = 0; i < Repetitions; i++) await Spent.On(silos, Growing(Large), WholeNiche); // so that everything is compiled, on every silo
        await Spent.On(silos, Cultures.Still(Crowd, StillTicks), NicheSize);
        var barrier = Figures.Median(await Often(() => Spent.On(silos, Cultures.Still(Few, 20 * StillTicks), FewNiche), s => s.PerTick));
        double message = 0, question = 0, idle = 0;
        Spent? grown = null;
        if (count <= 2)
        {
            var one = await Spent.On(silos, Cultures.Still(Crowd, 10 * StillTicks), WholeNiche);
            var many = await Spent.On(silos, Cultures.Still(Crowd, 2 * StillTicks), NicheSize);
            message = (many.Processor / many.Ticks - one.Processor / one.Ticks) / (Niches(Crowd, NicheSize) - Niches(Crowd, WholeNiche));
            var asked = await Spent.On(silos, Cultures.Listening(Crowd, 100, Dimensions), WholeNiche);
            question = asked.Processor / asked.Steps - one.Processor / one.Steps;
            grown = await Pooled(silos, Seen);
            idle = await Idle(silos) / count;
        }

        var measured = new Measured(count, barrier, message, question, idle, grown, await Middle(silos, Large), await Middle(silos, Million));
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"silos-{count}.json")), JsonSerializer.Serialize(measured, Indented) + "\n");
    }

    /// <summary>Takes the costs from what was measured on one and two silos, and holds what they predict against the runs that they were not taken from.</summary>
    public static void Tell(Figures figures, string folder)
    {
        var measured = Directory.GetFiles(folder, "silos-*.json").Order(StringComparer.Ordinal).Select(f => JsonSerializer.Deserialize<Measured>(File.ReadAllText(f))!).ToList();
        var costs = Costs(measured);
        Tell(figures, costs);
        foreach (var on in measured)
            foreach (var (founders, spent) in ((int, Spent)[])[(Large, on.Large), (Million, on.Million)])
            {
                var what = string.Create(CultureInfo.InvariantCulture, $"{founders:n0} founders on {on.Silos} silo(s)");
                var predicted = costs.Predict(founders, WholeNiche, spent, on.Silos);
                figures.Add($"{what}: predicted", "s", predicted);
                figures.Add($"{what}: measured", "s", spent.Wall);
                figures.Add("predicted / measured", "ratio", predicted / spent.Wall);
                figures.Add("taken by others meanwhile", "cores", spent.Others / spent.Wall);
                figures.Add("predicted / measured processor time", "ratio", (costs.Work(founders, WholeNiche, spent, on.Silos) + on.Silos * costs.Idle * spent.Wall) / spent.Processor);
            }

        foreach (var (machines, devices) in ((int, int)[])[(16, 0), (64, 0), (64, 8), (256, 32)]) ThousandMillion.Tell(figures, costs, machines, devices, Dimensions);
    }

    /// <summary>The costs, from runs on one and two silos alone.</summary>
    private static TickCosts Costs(List<Measured> measured)
    {
        var (one, two) = (measured.Single(m => m.Silos == 1), measured.Single(m => m.Silos == 2));
        var remote = 2 * two.Message - one.Message; // of two silos every second niche is away
        var (alone, shared) = (Of(one), Of(two));
        var step = (alone.Work - alone.Divisions.Visits * one.Message) / one.Grown!.Steps;
        var row = (shared.Work - two.Grown!.Steps * step - shared.Divisions.Visits * two.Message) / (shared.Divisions.Rows / 2);
        var busy = new[] { one, two }.Average(m => m.Grown!.Processor / (m.Grown.Cores * (m.Grown.Wall - m.Grown.Ticks * m.Barrier)));
        return new()
        {
            Barrier = measured.ToDictionary(m => m.Silos, m => m.Barrier), Idle = two.Idle, Local = one.Message, Remote = remote, Step = step, Row = row, Busy = busy, Question = one.Question,
            Bytes = one.Million.Memory / one.Million.Cells, // with all that a silo has beside its cells
        };

        static (double Work, Divisions Divisions) Of(Measured on) =>
            (on.Grown!.Processor - on.Silos * on.Idle * on.Grown.Wall, Divisions.Of(Seen, WholeNiche, on.Grown.Growth, on.Grown.First, on.Grown.Last));
    }

    private static void Tell(Figures figures, TickCosts costs)
    {
        foreach (var (silos, seconds) in costs.Barrier) figures.Add($"barrier of a tick, {silos} silo(s)", "µs", seconds * 1e6);
        figures.Add("message to a niche and back, within a silo", "µs of a core", costs.Local * 1e6);
        figures.Add("message to a niche and back, between two", "µs of a core", costs.Remote * 1e6);
        figures.Add("cell-step of a growing culture", "ns of a core", costs.Step * 1e9);
        figures.Add("row that goes to a niche of another silo", "ns of a core", costs.Row * 1e9);
        figures.Add("share of its cores that a tick keeps busy", "ratio", costs.Busy);
        figures.Add("silo to which nothing happens", "cores", costs.Idle);
        figures.Add($"question to the network {Dimensions}-256-{Dimensions} and settling", "ns of a core", costs.Question * 1e9);
        figures.Add("memory of a cell without expression", "B", costs.Bytes);
    }

    private static double Niches(double cells, int size) => Math.Ceiling(cells / (size * 7 / 8));

    private static RunPlan Growing(int founders) => founders < Million ? Cultures.Growing(founders, 48, 48, lineage: "none") : Cultures.Growing(founders, 24, 24, lineage: "none");

    /// <summary>The middle one of a few runs.</summary>
    private static async Task<Spent> Middle(Silos silos, int founders)
    {
        var all = await Often(() => Spent.On(silos, Growing(founders), WholeNiche), s => s);
        return all.OrderBy(s => s.Wall / s.Steps).ElementAt(all.Count / 2);
    }

    /// <summary>Several runs as one: each alone is so short that the clock of processor time is coarse for it.</summary>
    private static async Task<Spent> Pooled(Silos silos, int founders)
    {
        var all = await Often(() => Spent.On(silos, Growing(founders), WholeNiche), s => s, Pool);
        return new(all.Average(s => s.Wall), all.Average(s => s.Processor), all.Average(s => s.Others), all.Average(s => s.Steps), all.Average(s => s.First), all.Average(s => s.Last), all.Average(s => s.Cells), all.Max(s => s.Memory), all.Average(s => s.Growth));
    }

    private static async Task<List<T>> Often<T>(Func<Task<Spent>> run, Func<Spent, T> what, int repetitions = Repetitions)
    {
        var all = new List<T>();
        for (var i = 0; i < repetitions; i++) all.Add(what(await run()));
        return all;
    }

    private static async Task<double> Idle(Silos silos)
    {
        await Task.Delay(TimeSpan.FromSeconds(1)); // what is left of the last run is let go
        var (from, clock) = (silos.Processor, System.Diagnostics.Stopwatch.StartNew());
        await Task.Delay(TimeSpan.FromSeconds(3));
        return (silos.Processor - from) / clock.Elapsed.TotalSeconds;
    }
}
