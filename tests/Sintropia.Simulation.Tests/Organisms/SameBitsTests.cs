using FsCheck;
using FsCheck.Fluent;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Tissues;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Tests.Circulation;
using Outcome = Sintropia.Biology.Death.Outcome;

namespace Sintropia.Simulation.Tests.Organisms;

/// <summary>A run's result is a function of plan and seed alone.</summary>
public sealed class SameBitsTests
{
    internal static readonly Dictionary<string, OrganismPlan> All = new()
    {
        ["plain"] = Plans.Culture(Plans.Erlang, 30),
        ["rich"] = Plans.Culture(Plans.Rich, 30),
        ["dosed"] = Dosed(Plans.Culture(Plans.Rich, 30)),
        ["irradiated"] = Plans.Culture(Plans.Rich, 30) with
        {
            Interventions = [new Irradiation(2, new(6.3, Every: 6, Until: 20), Target.Organism), new Irradiation(3, new(9), new(Fraction: 0.4))],
        },
        ["crowded"] = Plans.Culture(Plans.Rich, 30) with { Tissues = [new("culture", "dish", [new(0, Plans.Cells)], new Crowding(2500, 2))] },
        ["hierarchical"] = Hierarchical(30),
        ["mutating"] = Mutating(Dosed(Hierarchical(30))),
        ["circulating"] = Patients.Treated(30),
        ["listening"] = Dosed(Plans.Culture(Plans.Rich, 30)).Listening(),
        ["steered"] = FateTests.Steered(Dosed(Plans.Culture(Plans.Rich, 30)).Listening()),
        ["listening hierarchy"] = Hierarchical(30).Listening(dimensions: 16, askEvery: 1),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_and_niches_change_no_bit(string name)
    {
        var expected = All[name].Live(nicheSize: 16384).Observe();
        Assert.True(expected.Living > 0);
        foreach (var (threads, size) in new[] { (1, 64), (2, 64), (3, 64), (2, 1000), (3, 4096), (2, 16384) })
        {
            var record = All[name].Live(threads: threads, nicheSize: size).Observe();
            Assert.Equal(expected.Fingerprint, record.Fingerprint);
            Assert.Equal(expected.Tissues[0].CellsByGroup, record.Tissues[0].CellsByGroup);
            Assert.Equal(expected.Tissues[0].Events, record.Tissues[0].Events);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Another_seed_gives_another_run(string name) =>
        Assert.NotEqual(All[name].Live(6).Observe().Fingerprint, (All[name] with { Seed = 7 }).Live(6).Observe().Fingerprint);

    [Fact]
    public void Every_record_has_another_fingerprint()
    {
        var organism = Organism.Found(Plans.Culture(Plans.Erlang), new() { Threads = 1 });
        var seen = new HashSet<UInt128> { organism.Observe().Fingerprint };
        while (!organism.IsComplete)
        {
            organism.Advance();
            Assert.True(seen.Add(organism.Observe().Fingerprint));
        }
    }

    [Fact]
    public void Looking_changes_nothing()
    {
        var plan = All["dosed"];
        var watched = Organism.Found(plan, new() { Threads = 1, KeepLineage = true });
        while (!watched.IsComplete)
        {
            watched.Advance();
            watched.Observe(7);
            watched.Census();
            watched.DrainLineage();
            watched.Save();
        }

        Assert.Equal(plan.Live().Observe().Fingerprint, watched.Observe().Fingerprint);
    }

    [Fact]
    public void Random_plans_do_not_depend_on_threads_and_niches() => Prop.ForAll(Arb.From(Choices()), choice =>
    {
        var plan = Random(choice);
        return plan.Live(threads: 3, nicheSize: 16).Observe().Fingerprint == plan.Live(threads: 1, nicheSize: 5000).Observe().Fingerprint;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void Counts_balance_in_random_plans() => Prop.ForAll(Arb.From(Choices()), choice =>
    {
        var organism = Random(choice).Live(threads: 2, nicheSize: 64);
        var record = organism.Observe().Tissues[0];
        var types = organism.Plan.CellTypes.Count;
        long Total(CellEvent happened) => Enumerable.Range(0, types).Sum(type => record.Of(type, happened));
        var dead = Enumerable.Range(0, types).Sum(type => record.In(type, Phase.Apoptotic) + record.In(type, Phase.Necrotic) + record.In(type, Phase.MitoticDeath));
        return organism.Cells == 200 + Total(CellEvent.Divided) - Total(CellEvent.Cleared)
            && record.Cells.Sum() == organism.Cells && record.CellsByGroup.Sum() == organism.Cells && organism.Census().Count == organism.Cells
            && dead == Total(CellEvent.Apoptosis) + Total(CellEvent.Necrosis) + Total(CellEvent.MitoticDeath) - Total(CellEvent.Cleared);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    internal static OrganismPlan Dosed(OrganismPlan plan) => plan
        .Dosed(
            Plans.Drug(
                new Holding(Phase.G1, new Hill(0.5, 1.5, 0.9)), new Slowing(PhaseSet.S | PhaseSet.G2, new Hill(1, 2, 0.8)),
                new Harming(Outcome.Apoptosis, PhaseSet.M, new Hill(1, 1, 0.2)), new Resting(new Hill(2, 1, 1))) with { HalfLife = 9 },
            Plans.Dose(1, new(5.2, Every: 8, For: 6.1)), Plans.Dose(2, new(11, Until: 21, Ramp: RampShape.Step), fraction: 0.3))
        .Dosed(
            new("serum", AgentKind.Environment, "%") { Baseline = 10, Effects = [new Slowing(PhaseSet.G1, new Hill(5, 1, -0.2))] },
            new Dosing(1, 0.1, new(15, Ramp: RampShape.Linear, RampHours: 4), new(Fraction: 0.6)));

    /// <summary>Transit cells mutate, some of the founders have, and mutants feel no drug.</summary>
    internal static OrganismPlan Mutating(OrganismPlan plan) => plan with
    {
        CellTypes = [plan.CellTypes[0], plan.CellTypes[1] with { Mutations = [new(3, 0.05), new(0, 0.01)] }, plan.CellTypes[2], Plans.Rich with { Name = "mutant" }],
        Tissues = [.. plan.Tissues.Select(t => t with { Populations = [.. t.Populations.Select(p => p.CellType == 1 ? p with { Mutants = [new(3, 0.1)] } : p)] })],
        Agents = [.. plan.Agents.Select(a => a with { Effects = [.. a.Effects.Select(e => e with { CellTypes = ["stem", "transit"] })] })],
    };

    internal static OrganismPlan Hierarchical(double duration) => new()
    {
        CellTypes =
        [
            Plans.Erlang with { Name = "stem", Hierarchy = new([new(0.4, 0, 0), new(0.3, 0, 1), new(0.3, 1, 1)], Feedback: new(2, 3000, 2)) },
            Plans.Cycling(new FixedDuration(2), new FixedDuration(5), new FixedDuration(4), new FixedDuration(1))
                with { Name = "transit", Hierarchy = new([], Rounds: 3, Then: 2) },
            new() { Name = "differentiated", Cycle = null, Quiescence = new(1, new ExponentialDuration(30)) },
        ],
        Tissues = [new("gut", "crypt", [new(0, 300), new(1, 300), new(2, 600)])],
        Seed = 5,
        Duration = duration,
        Agents = [new("egf", AgentKind.Ligand, "ng/mL")
        {
            HalfLife = 8, Baseline = 1, Secretion = new Dictionary<string, double> { ["stem"] = 1e-3 }, Uptake = new Dictionary<string, double> { ["transit"] = 1e-4 },
            Effects = [new Slowing(PhaseSet.G1, new Hill(2, 1, -0.5)) { CellTypes = ["transit"] }],
        }],
        Interventions = [new Dosing(0, 3, new(4.25, Every: 7), Target.Organism)],
    };

    // Each byte decides one thing; see Random.
    private static Gen<byte[]> Choices() => Gen.ArrayOf(Gen.Choose(0, 255).Select(i => (byte)i), 12);

    private static OrganismPlan Random(byte[] choice)
    {
        var type = (choice[0] % 3) switch { 0 => Plans.Erlang, 1 => Plans.Rich, _ => Plans.Cooper with { Quiescence = new(0.4, new LogNormalDuration(9, 0.4)) } };
        type = type with
        {
            Clearance = new(new FixedDuration(0.2 + choice[1] / 20.0), new ExponentialDuration(3), new FixedDuration(1)),
            Hazards = [new(Outcome.Apoptosis, PhaseSet.Living, choice[2] / 2500.0), new(Outcome.Necrosis, PhaseSet.S, choice[3] / 5000.0)],
            Radiosensitivity = new(new(0.2, 0.03), new Dictionary<Phase, double>(), 1, promptDeath: choice[4] % 2 == 0),
        };
        var drug = Plans.Drug(
            new Holding((Phase)(1 + choice[5] % 4), new Hill(1, 1, 1)), new Slowing((PhaseSet)(choice[6] % 32), new Hill(0.5, 2, 1.2)),
                new Harming((Outcome)(choice[7] % 3), PhaseSet.Cycling, new Hill(1, 1, 0.05)));
        return (Plans.Culture(type, 24, 200) with
        {
            Seed = choice[8],
            Tick = 0.1 + choice[9] / 60.0,
            Tissues = [new("culture", "dish", [new(0, 200, (Founding)(choice[10] % 4))], choice[11] % 2 == 0 ? new Crowding(400, 1.5) : null)],
        }).Dosed(
            drug, Plans.Dose(choice[5] / 100.0, new(choice[6] / 30.0, Until: 18, Every: choice[7] % 7)), Plans.Dose(1, new(choice[8] / 25.0, For: 5), fraction: 0.5),
            new Irradiation(choice[4] / 80.0, new(choice[9] / 20.0), new(Fraction: choice[3] % 2 == 0 ? 0.5 : 1)));
    }
}
