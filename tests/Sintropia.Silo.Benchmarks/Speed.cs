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
        var (cells, ticks) = (20_000 / scale, 40);
        var listening = Cultures.Listening(cells, ticks, 64);
        var niches = new RunSettings { Resolution = Resolution.Niche };
        var single = new RunSettings { Resolution = Resolution.Cell };
        await trivial.Run(growing, niches);
        await neural.Run(listening, single);
        var (here, there, asked, learned, batched) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            here.Add(Seconds(await trivial.Here(growing, 2)));
            there.Add(Seconds(await trivial.Run(growing, niches)));
            asked.Add(Seconds(await trivial.Run(listening, single)));
            learned.Add(Seconds(await neural.Run(listening, single)));
            batched.Add(Seconds(await neural.Run(listening, niches)));
        }

        double steps = (double)cells * ticks;
        figures.Add("growing culture, in process, 2 threads", "s", Figures.Median(here));
        figures.Add("growing culture, niche grains", "s", Figures.Median(there));
        figures.Add("niche grains / in process", "ratio of rates", Figures.Median(here) / Figures.Median(there));
        figures.Add("cell grains, trivial predictor", "cell-steps/s", steps / Figures.Median(asked));
        figures.Add("cell grains, network 64-256-64", "cell-steps/s", steps / Figures.Median(learned));
        figures.Add("network / trivial", "ratio of rates", Figures.Median(asked) / Figures.Median(learned));
        figures.Add("niche grains, network 64-256-64", "cell-steps/s", steps / Figures.Median(batched));
        figures.Add("mean batch, cell grains, network", "cells", neural.MeanBatch);
    }

    /// <summary>Cell grains alone, with a predictor that does nothing or with the network.</summary>
    public static async Task Cells(Figures figures, bool network, int cells, int repetitions)
    {
        const int ticks = 100;
        await using var silo = await OneSilo.Start(!network, 21111);
        var listening = Cultures.Listening(cells, ticks, 64);
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var cost = await silo.Ticks(listening, new() { Resolution = Resolution.Cell });
            var steps = cost.CellHours / 0.5;
            figures.Add($"cell grains, {(network ? "network" : "trivial predictor")}", "cell-steps/s", steps / cost.Seconds);
            figures.Add("  processor", "µs per cell-step", cost.Cpu / steps * 1e6);
            figures.Add("  allocated", "B per cell-step", cost.Bytes / steps);
            figures.Add("  pauses of the collector", "share of the time", cost.Pauses / cost.Seconds);
        }

        figures.Add("mean batch", "cells", silo.MeanBatch);
    }

    private static double Seconds(RunManifest run) => run.Performance!.WallSeconds;
}
