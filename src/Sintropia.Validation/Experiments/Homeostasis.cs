using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Tissues;
using Sintropia.Evaluation.Statistics;
using Sintropia.Validation.Claims;

namespace Sintropia.Validation.Experiments;

/// <summary>A tissue in balance: each stem cell makes one transit cell a day, which divides three times, and what comes of it lives 30 h on average. Births, deaths and number follow.</summary>
internal static class Homeostasis
{
    private const string Group = "Homeostasis · stem, transit, differentiated";
    private const double Lifespan = 30, Settled = 240, Watched = 48;

    public static IEnumerable<Experiment> All =>
    [
        new(
            Group,
            [
                new("homeostasis: births", "differentiated cells born per stem cell and day", new Near("8.0000"), "closed form: 2³ per division of a stem cell a day (computed)", "another pace of stem cells, or of rounds of division"),
                new("homeostasis: deaths", "deaths per differentiated cell and hour", new Near("0.033333"), "closed form: 1/τ (computed)", "a life span of 45 h: 0.0222"),
                new("homeostasis: number", "differentiated cells per stem cell", new Near("10.0000"), "closed form: n = births · τ (computed)", "a life span of 45 h: 15"),
            ],
            Measure),
    ];

    private static IEnumerable<Evidence> Measure(Bench bench)
    {
        var stems = Math.Max(50, bench.Founders / 10);
        var culture = new Culture(bench.Subject.Found(
            new()
            {
                CellTypes =
                [
                    Cycling("stem", 11) with { Hierarchy = new([new DivisionFate(1, 0, 1)]) },
                    Cycling("transit", 3) with { Hierarchy = new([], Rounds: 3, Then: 2) },
                    new CellType { Name = "differentiated", Cycle = null, Quiescence = new(1, new ExponentialDuration(Lifespan)) },
                ],
                Tissues = [new("organ", "tissue", [new(0, stems)])],
                Seed = bench.Draws(Group).Seed,
                Tick = Bench.Tick,
                Duration = Settled + Watched,
            },
            new() { Threads = bench.Threads }));
        var before = culture.At(Settled).ByPhase[(int)Phase.G0].Sum();
        var (dead, hours, number) = (culture.Deaths, 0.0, before);
        for (var time = Settled + Bench.Tick; time <= Settled + Watched; time += Bench.Tick)
        {
            var now = culture.At(time).ByPhase[(int)Phase.G0].Sum();
            hours += (number + now) / 2 * Bench.Tick; // the trapezoid: numbers change by a few per cent an hour at most
            number = now;
        }

        var (deaths, end) = (culture.Deaths - dead, culture.At(Settled + Watched));
        // Deaths less their cumulative hazard are a martingale, whose variance is the number of deaths.
        yield return new() { Number = (deaths + number - before) / stems / (Watched / 24), StandardError = 0 };
        yield return new() { Number = deaths / hours, StandardError = Math.Sqrt(deaths) / hours };
        yield return Jackknife.OfRatio(end.ByPhase[(int)Phase.G0], [.. Enumerable.Repeat(1.0, end.Clones)]);
    }

    private static CellType Cycling(string name, double first) => new()
    {
        Name = name,
        Cycle = new([new(Phase.G1, new FixedDuration(first)), new(Phase.S, new FixedDuration(8)), new(Phase.G2, new FixedDuration(4)), new(Phase.M, new FixedDuration(1))]),
    };
}
