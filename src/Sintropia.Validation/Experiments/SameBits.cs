using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Radiation;
using Sintropia.Biology.Tissues;
using Sintropia.Simulation;
using Sintropia.Simulation.Checkpoints;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Organisms;
using Sintropia.Validation.Claims;

namespace Sintropia.Validation.Experiments;

/// <summary>A trajectory is a function of plan and seed: how the work is cut and when it pauses changes no bit.</summary>
internal static class SameBits
{
    private const string Group = "Same bits";
    private const int Founders = 1500;
    private const double Hours = 36;
    private const string Source = "definition: one plan and one seed have one trajectory";
    private const string Order = "draws from a shared generator, or sums in order of arrival: another fingerprint with every schedule of threads";

    private static readonly (string Name, SimulationOptions Options)[] Ways =
    [
        ("2 threads", new() { Threads = 2 }),
        ("3 threads, niches of 64", new() { Threads = 3, NicheSize = 64 }),
        ("1 thread, niches of 16384", new() { Threads = 1, NicheSize = 16384 }),
        ("2 threads, niches of 257", new() { Threads = 2, NicheSize = 257 }),
    ];

    public static IEnumerable<Experiment> All =>
    [
        new(
            Group,
            [
                .. Ways.Select(w => new Claim($"same bits: {w.Name}", "fingerprint after 36 h of a drugged, irradiated, crowded culture, against 1 thread with niches of 4096", new Same(), Source, Order)),
                new("same bits: two pauses", "fingerprint when state is saved, dropped and restored at 8.5 h and 20 h, each time with other threads and niches", new Same(), Source, "state that a checkpoint forgets, or clocks that drift when they are cut"),
                new("same bits: another seed differs", "whether another seed gives another fingerprint", new Same("another"), Source, "a seed that nothing listens to"),
            ],
            Measure),
    ];

    private static IEnumerable<Evidence> Measure(Bench bench)
    {
        var plan = Demanding(bench.Draws(Group).Seed);
        var expected = Run(bench, plan, new() { Threads = 1 });
        foreach (var (_, options) in Ways) yield return new() { Text = Run(bench, plan, options), Against = expected };
        yield return new() { Text = Paused(bench, plan), Against = expected };
        yield return new() { Text = Run(bench, plan with { Seed = plan.Seed + 1 }, new() { Threads = 2 }) == expected ? "the same" : "another" };
    }

    private static string Run(Bench bench, OrganismPlan plan, SimulationOptions options) => Finish(bench.Subject.Found(plan, options), Hours);

    private static string Paused(Bench bench, OrganismPlan plan)
    {
        var organism = bench.Subject.Found(plan, new() { Threads = 2, NicheSize = 300 });
        Finish(organism, 8.5);
        organism = Resumed(organism, new() { Threads = 1, NicheSize = 4096 });
        Finish(organism, 20);
        return Finish(Resumed(organism, new() { Threads = 3, NicheSize = 100 }), Hours);
    }

    private static Organism Resumed(Organism organism, SimulationOptions options)
    {
        var blobs = organism.Tissues.Select(t => t.Niches.Select(Blob).ToArray()).ToArray();
        return Organism.Restore(organism.Plan, options, organism.Save(), (tissue, life, into) =>
            [.. blobs[tissue].Select((blob, i) => NicheBlob.Read(blob, $"niche {i}", life, into.Surroundings, keepLineage: false))]);
    }

    private static byte[] Blob(Niche niche)
    {
        using var stream = new MemoryStream();
        NicheBlob.Write(niche, stream);
        return stream.ToArray();
    }

    private static string Finish(Organism organism, double until)
    {
        while (organism.Time < until) organism.Advance();
        return StateHash.Text(organism.Observe(2).Fingerprint);
    }

    /// <summary>As much as possible of what could depend on order: inheritance, rest, a ramped drug on half of the cells, slippage, two fractions of radiation, crowding, a decaying agent.</summary>
    private static OrganismPlan Demanding(ulong seed) => new()
    {
        CellTypes =
        [
            new CellType
            {
                Name = "tumour",
                Cycle = new([new(Phase.G1, new ErlangDuration(4, 9)), new(Phase.S, new LogNormalDuration(7, 0.2)), new(Phase.G2, new ExponentialDuration(4, 1)), new(Phase.M, new FixedDuration(1))]),
                Quiescence = new(0.1, new ErlangDuration(3, 12)),
                EarlyPace = new(0.5, 0.7, PaceReading.Factor, 0.2),
                LatePace = new(0.3, 0.6, PaceReading.Factor, 0.1),
                Hazards = [new Hazard(Outcome.Apoptosis, PhaseSet.Living, 0.003)],
                MitoticMemory = new(1.5, 0.8),
                Radiosensitivity = new(new LinearQuadratic(0.3, 0.03), new Dictionary<Phase, double> { [Phase.M] = 1.5, [Phase.S] = 0.7 }, 1.5, promptDeath: false),
            },
            new CellType { Name = "stroma", Cycle = new([new(Phase.G1, new ExponentialDuration(20)), new(Phase.S, new FixedDuration(8)), new(Phase.M, new FixedDuration(1))]) },
        ],
        Tissues = [new("dish", "culture", [new(0, Founders), new(1, Founders / 3)], new Crowding(Founders * 6, 2))],
        Agents =
        [
            new Agent("blocker", AgentKind.Compound, "uM")
            {
                Unbound = 0.6,
                Effects = [new Holding(Phase.G1, new Hill(0.3, 1.5, 0.9)), new Slowing(PhaseSet.S, new Hill(1, 1, 0.5)), new Harming(Outcome.Apoptosis, PhaseSet.S, new Hill(0.5, 2, 0.02))],
            },
            new Agent("spindle poison", AgentKind.Compound, "uM")
            {
                HalfLife = 6,
                Effects = [new Holding(Phase.M, new Hill(0.1, 2, 1)), new Harming(Outcome.Slippage, PhaseSet.M, new Hill(0.1, 2, 0.1)), new Harming(Outcome.MitoticDeath, PhaseSet.M, new Hill(0.1, 2, 0.05))],
            },
        ],
        Interventions =
        [
            new Dosing(0, 0.8, new(3.25, Until: 30, Ramp: RampShape.Linear, RampHours: 5), new(CellType: "tumour", Fraction: 0.5)),
            new Dosing(1, 0.3, new(14, Every: 12), Target.Organism),
            new Irradiation(1.5, new(10, Until: 20, Every: 6.1), new(CellType: "tumour", Fraction: 0.8)),
        ],
        Seed = seed,
        Duration = Hours,
    };
}
