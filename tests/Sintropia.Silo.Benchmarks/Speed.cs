using System.Runtime;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Organisms;
using Sintropia.Runs.Results;

namespace Sintropia.Silo.Benchmarks;

/// <summary>Both runtimes side by side in one process: medians of interleaved repetitions.</summary>
internal static class Speed
{
    public static async Task Run(Figures figures, int scale)
    {
        const int repetitions = 5;
        await using var trivial = await OneSilo.Start(trivial: true, 21111);
        await using var neural = await OneSilo.Start(trivial: false, 21121);
        var growing = Cultures.Growing(200_000 / scale, 48);
        var (cells, ticks) = (20_000 / scale, 80);
        var listening = Cultures.Listening(cells, ticks, 64);
        var niches = new RunSettings { Resolution = Resolution.Niche };
        var single = new RunSettings { Resolution = Resolution.Cell };
        await trivial.Run(growing, niches);
        await trivial.Run(listening, single);
        await neural.Run(listening, single);
        var (here, there, batched) = (new List<double>(), new List<double>(), new List<double>());
        var (asked, learned) = (new List<TickCost>(), new List<TickCost>());
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            here.Add(Seconds(await trivial.Here(growing, 2)));
            there.Add(Seconds(await trivial.Run(growing, niches)));
            asked.Add(await trivial.Ticks(listening, single));
            learned.Add(await neural.Ticks(listening, single));
        }

        var mean = neural.MeanBatch;
        for (var repetition = 0; repetition < repetitions; repetition++) batched.Add(Seconds(await neural.Run(listening, niches)));
        figures.Add("growing culture, in process, 2 threads", "s", Figures.Median(here));
        figures.Add("growing culture, niche grains", "s", Figures.Median(there));
        figures.Add("niche grains / in process", "ratio of rates", Figures.Median(here) / Figures.Median(there));
        Add(figures, "cell grains, trivial predictor", asked);
        Add(figures, "cell grains, network 64-256-64", learned);
        figures.Add("network / trivial", "ratio of rates", Figures.Median(learned.Select(c => c.Rate)) / Figures.Median(asked.Select(c => c.Rate)));
        figures.Add("mean batch, cell grains, network", "cells", mean);
        figures.Add("niche grains, network 64-256-64", "cell-steps/s", (double)cells * ticks / Figures.Median(batched));
        figures.Add("server garbage collection", "1 = on", GCSettings.IsServerGC ? 1 : 0);
    }

    /// <summary>Cell grains alone, with a predictor that does nothing or with the network.</summary>
    public static async Task Cells(Figures figures, bool network, int cells, int repetitions)
    {
        const int ticks = 100;
        await using var silo = await OneSilo.Start(!network, 21111);
        var listening = Cultures.Listening(cells, ticks, 64);
        for (var repetition = 0; repetition < repetitions; repetition++)
            Add(figures, $"cell grains, {(network ? "network" : "trivial predictor")}", [await silo.Ticks(listening, new() { Resolution = Resolution.Cell })]);
        figures.Add("mean batch", "cells", silo.MeanBatch);
    }

    private static void Add(Figures figures, string what, List<TickCost> costs)
    {
        double Median(Func<TickCost, double> of) => Figures.Median(costs.Select(of));
        figures.Add(what, "cell-steps/s", Median(c => c.Rate));
        figures.Add($"{what}: processor", "µs per cell-step", Median(c => c.Cpu / c.Steps * 1e6));
        figures.Add($"{what}: allocated", "B per cell-step", Median(c => c.Bytes / c.Steps));
        figures.Add($"{what}: messages", "per cell-step", Median(c => c.Messages / c.Steps));
        figures.Add($"{what}: pauses of the collector", "share of the time", Median(c => c.Pauses / c.Seconds));
    }

    private static double Seconds(RunManifest run) => run.Performance!.WallSeconds;
}
