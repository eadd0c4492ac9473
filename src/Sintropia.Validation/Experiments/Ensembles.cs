using Sintropia.Biology.Cells;
using Sintropia.Evaluation.Statistics;
using Sintropia.Validation.Books;
using Sintropia.Validation.Claims;
using Sintropia.Validation.Cultures;

namespace Sintropia.Validation.Experiments;

/// <summary>Ensembles of independent runs from one cell: one run of many founders, read clone by clone.</summary>
internal static class Ensembles
{
    private const double Hours = 36, Birth = 0.04;

    public static IEnumerable<Experiment> All => [Yule, BirthDeath];

    // m = e^(bt) = e^1.44.
    private static Experiment Yule => new(
        "Ensemble · Yule process",
        [
            new("Yule: mean", "cells from one after 36 h at birth rate 0.04/h", new Near("4.2207"), "closed form: e^(λt) (computed)", "another division rate"),
            new("Yule: variance", "variance of cells over runs", new Near("13.5936"), "closed form: e^(λt)(e^(λt) − 1) (computed)", "a cycle less or more variable than memoryless: fixed phases leave almost none"),
            new("Yule: undivided", "share of runs that still have one cell", new Near(".23693"), "closed form: e^(−λt) (computed)", "a delay before the first division"),
        ],
        bench =>
        {
            var cells = bench.Found("Ensemble · Yule process", StableModels.Memoryless(Birth, 0), Hours, Founding.Newborn).At(Hours).Living;
            return [Mean(cells) with { Plot = Sizes(cells, n => 1 / 4.220695816996552 * Math.Pow(1 - 1 / 4.220695816996552, n - 1)) }, Variance(cells), Share(cells, n => n == 1)];
        });

    private static Experiment BirthDeath => new(
        "Ensemble · birth–death process",
        [
            new("birth–death: mean", "cells from one after 48 h at b = 0.04/h, d = 0.01/h", new Near("4.2207"), "closed form: m = e^((b−d)t) (computed)", "a death rate 1.2 times as large: mean 3.83"),
            new("birth–death: variance", "variance of cells over runs", new Near("22.656"), "closed form: (b+d)/(b−d)·m(m−1) (computed)", "the same net growth without death: 13.6"),
            new("birth–death: extinction", "share of runs in which no cell lives", new Near(".20278"), "closed form: d(m−1)/(bm−d) (computed)", "deaths that come only after a division, or lineages that share their luck"),
        ],
        bench =>
        {
            var cells = bench.Found("Ensemble · birth–death process", StableModels.Memoryless(Birth, 0.01), 48, Founding.Newborn).At(48).Living;
            return [Mean(cells), Variance(cells), Share(cells, n => n == 0)];
        });

    /// <summary>Mean over runs, and its error.</summary>
    public static Evidence Mean(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return new() { Number = mean, StandardError = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1.0) / values.Count) };
    }

    /// <summary>Variance over runs, and its error from the fourth moment.</summary>
    public static Evidence Variance(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        var second = values.Average(v => (v - mean) * (v - mean));
        var fourth = values.Average(v => Math.Pow(v - mean, 4));
        return new() { Number = second * values.Count / (values.Count - 1.0), StandardError = Math.Sqrt((fourth - second * second) / values.Count) };
    }

    private static Evidence Share(IReadOnlyList<double> values, Func<double, bool> counts) => Mean([.. values.Select(v => counts(v) ? 1.0 : 0)]);

    private static Plot Sizes(IReadOnlyList<double> cells, Func<int, double> law) => new(
        "Sizes of clones", "cells of a clone", "share of clones",
        [.. Enumerable.Range(1, 20).Select(n => ((double)n, law(n)))],
        [.. Enumerable.Range(1, 20).Select(n => ((double)n, cells.Count(c => c == n) / (double)cells.Count))], PlotStyle.Bars);
}
