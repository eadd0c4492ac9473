using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Evaluation.Statistics;
using Sintropia.Validation.Books;
using Sintropia.Validation.Claims;
using Sintropia.Validation.Cultures;

namespace Sintropia.Validation.Experiments;

/// <summary>Ages of an asynchronous culture follow n(a) = 2g·e^(−ga)·P(T &gt; a).</summary>
/// <remarks>
/// The Kolmogorov–Smirnov test needs independent ages, and cells of a clone are not: with fixed durations they are even all equal. One cell of each clone would favour cells of small clones.
/// So a clone is kept with probability (its size)/(the largest size it can have), and one of its cells is taken: each cell of the culture is then taken with the same probability, no two from one clone.
/// </remarks>
internal static class AgeDensities
{
    private const string Source = "closed form: n(a) = 2g·e^(−ga)·P(T > a), Powell 1956, doi:10.1099/00221287-15-3-492 (computed)";
    private const double SmithMartinRate = 0.035356665; // solves 2k·e^(−15g)/(k + g) = 1 at k = 0.2/h

    private sealed record Culture(string Name, CellType Type, double Hours, int LargestClone, double Oldest, Func<double, double> Cumulative, string WrongLaw);

    // With a shortest generation of 24 h no clone has more than 4 cells at 36 h; with one of 15 h none has more than 8 at 44 h.
    private static readonly Culture[] Cultures =
    [
        new("fixed 11/8/4/1 h, founders", StableModels.Typical, 0, 1, 24, Fixed, "uniform ages: D = 0.086; all newborn: D = 1"),
        new("fixed 11/8/4/1 h, after 36 h", StableModels.Typical, 36, 4, 24, Fixed, "a generation longer or shorter than its phases together"),
        new("Smith–Martin, founders", StableModels.SmithMartin, 0, 1, 40, SmithMartin, "earlier phases of a founder drawn as a newborn's: long ones are rarer among cells met in a growing culture"),
        new("Smith–Martin, after 44 h", StableModels.SmithMartin, 44, 8, 40, SmithMartin, "daughters that inherit their mother's A-state, or a fixed one: the tail past 15 h changes"),
    ];

    public static IEnumerable<Experiment> All => Cultures.Select(Of);

    private static Experiment Of(Culture culture)
    {
        var group = $"Ages · {culture.Name}";
        return new(
            group,
            [new($"ages: {culture.Name}", "distance between the distribution of ages and the stable age density, one independent cell of a clone", new Distributed(), Source, culture.WrongLaw)],
            bench =>
            {
                var cells = bench.Found(group, culture.Type, culture.Hours).CellsAt(culture.Hours).ToArray();
                var clones = cells.GroupBy(c => c.Clone).Select(c => c.OrderBy(m => m.Id).ToArray()).ToArray();
                var ages = Independent(clones, culture.LargestClone, bench.Draws(group + ", which cells")).Select(c => culture.Hours - c.Birth).ToArray();

                // A larger clone than the law allows is as far from it as can be.
                var distance = clones.Any(c => c.Length > culture.LargestClone) ? 1 : KolmogorovSmirnov.OneSample(ages, culture.Cumulative).Statistic;
                return [new() { Number = distance, Sample = ages.Length, Plot = Histogram(culture, cells) }];
            });
    }

    /// <summary>At most one cell of each clone, each cell of the culture with the same probability.</summary>
    private static IEnumerable<Cell> Independent(IEnumerable<Cell[]> clones, int largest, Draws draws) =>
        from members in clones
        let place = (int)(draws.Uniform(new(0, members[0].Clone), Purpose.Fraction) * largest)
        where place < members.Length
        select members[place];

    private static double Fixed(double age) => Math.Clamp(2 * (1 - Math.Pow(2, -age / 24)), 0, 1);

    private static double SmithMartin(double age)
    {
        const double k = 0.2, g = SmithMartinRate, shortest = 15;
        var young = 2 * (1 - Math.Exp(-g * Math.Clamp(age, 0, shortest)));
        return age <= shortest ? young : Math.Min(1, young + 2 * g * Math.Exp(-g * shortest) * (1 - Math.Exp(-(g + k) * (age - shortest))) / (g + k));
    }

    private static Plot Histogram(Culture culture, IReadOnlyCollection<Cell> cells)
    {
        const int bins = 24;
        var width = culture.Oldest / bins;
        var counts = new double[bins];
        foreach (var cell in cells)
            if ((culture.Hours - cell.Birth) / width is >= 0 and < bins and var bin) counts[(int)bin]++;
        return new(
            $"Ages: {culture.Name}", "age, h", "density, 1/h",
            [.. Enumerable.Range(0, 97).Select(i => i * (culture.Oldest - 2e-3) / 96).Select(a => (a, (culture.Cumulative(a + 1e-3) - culture.Cumulative(Math.Max(0, a - 1e-3))) / (a + 1e-3 - Math.Max(0, a - 1e-3))))],
            [.. counts.Select((c, i) => ((i + 0.5) * width, c / cells.Count / width))], PlotStyle.Bars);
    }
}
