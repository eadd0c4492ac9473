using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Radiation;
using Sintropia.Biology.Tissues;
using Sintropia.Predictors.StandIn;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Quantities;

namespace Sintropia.Scenarios.Tests;

/// <summary>A valid scenario that uses as much of the format as chance lets it.</summary>
internal sealed class RandomScenario(int seed)
{
    private static readonly Phase[] Cycling = [Phase.G1, Phase.S, Phase.G2, Phase.M];
    private static readonly string[] LevelUnits = ["nM", "uM", "ng/mL", "U/mL", "mmHg", "%"];
    private readonly Random _random = new(seed);
    private readonly string[] _types = ["alpha", "b-2", "c 3"];
    private readonly string[] _genes = ["RB1", "TP53"];

    public Scenario Make()
    {
        var agents = Agents();
        var tick = Pick(0.25, 0.5, 1.0);
        var tissues = Many(1, 2, i => new ScenarioTissue(Pick("culture", "gut"), $"tissue {i}", Many(1, 3, _ => Population()), Maybe(() => new Crowding(Positive(), Positive()))));
        return new()
        {
            Name = Pick("A scenario", "It''s one").Replace("''", ""), Description = Pick("", "With words: and colons, too."), Seed = (ulong)_random.NextInt64(), Duration = 24 * _random.Next(10, 20), Tick = tick, RecordEvery = tick * _random.Next(1, 5),
            Replicates = _random.Next(1, 9), KeepLineage = Coin(), Limit = _random.Next(100_000, 2_000_000_000), CellTypes = [.. _types.Select((t, i) => Type(t, i == 0))], Agents = agents, Tissues = tissues,
            Conditions = Many(1, 3, i => new ScenarioCondition($"condition {i}", Many(0, 4, _ => Intervention(agents, tissues)))),
            Expression = Maybe(Expression),
        };
    }

    private ExpressionPlan Expression()
    {
        var dimensions = _random.Next(1, 20);
        return new()
        {
            Predictor = "stand-in", Dimensions = dimensions, HalfLives = [Positive()], Tolerance = Share(), AskEvery = _random.Next(1, 100), ResidualSpread = [Positive()], Inheritance = Share(),
            Programmes = Coin() ? [] : [.. _types.Select(t => StandInProgramme.Of(t, dimensions))],
        };
    }

    private ScenarioCellType Type(string name, bool cycles)
    {
        var cycle = cycles || Coin() ? new CellCycle([.. Cycling.Where(p => p == Phase.G1 || Coin()).Select(p => new PhaseDuration(p, Law()))]) : null;
        return new(new()
        {
            Name = name, Cycle = cycle, Quiescence = cycle is null ? new(0, Law()) : Coin() ? Quiescence.None : new(Share(), Coin() ? new Endless() : Law()), EarlyPace = Maybe(Pace), LatePace = Maybe(Pace),
            Hazards = Many(0, 2, _ => Hazard()), Clearance = new(Law(), Law(), Law()), MitoticMemory = Maybe(() => new MitoticMemory(Positive(), Share())),
            Radiosensitivity = new(new(Share(), Share()), Cycling.Where(_ => Coin()).ToDictionary(p => p, _ => Positive()), Positive(), Coin()),
        }, cycle is null ? null : Maybe(Hierarchy), Many(0, 2, i => _genes[i]), null, Pick("", "some cells"));
    }

    private ScenarioHierarchy Hierarchy()
    {
        var divisions = Coin() ? new ScenarioDivision[] { new(0.25, Pick(_types), Pick(_types)), new(0.75, Pick(_types), Pick(_types)) } : [];
        var (rounds, then) = divisions.Length == 0 || Coin() ? (_random.Next(1, 9), Pick(_types)) : (0, null);
        return new(divisions, rounds, then, Maybe(() => new ScenarioFeedback(Pick(_types), Positive(), Positive())));
    }

    private DurationLaw Law() => _random.Next(5) switch
    {
        0 => new FixedDuration(Positive()),
        1 => new ExponentialDuration(Positive()),
        2 => new ExponentialDuration(10 + Positive(), 1 + 8 * _random.NextDouble()),
        3 => new ErlangDuration(_random.Next(1, 500), Positive()),
        _ => new LogNormalDuration(Positive(), Positive()),
    };

    private HeritablePace Pace()
    {
        var mother = 0.9 * _random.NextDouble();
        return Coin() ? new(mother, mother * mother + 0.1, PaceReading.Rank) : new(mother, 0.95, PaceReading.Factor, Positive());
    }

    private Hazard Hazard() => Coin() ? new(Outcome.Slippage, PhaseSet.M, Positive()) : new(Pick(Outcome.Apoptosis, Outcome.Necrosis, Outcome.MitoticDeath, Outcome.Senescence), Phases(), Positive());

    private List<Agent> Agents()
    {
        List<Agent> agents =
        [
            .. Many(1, 2, i => Agent($"drug {i}", AgentKind.Compound)), .. Many(0, 2, i => Agent($"signal {i}", AgentKind.Ligand)), .. Many(0, 2, i => Agent($"medium {i}", AgentKind.Environment)),
        ];
        foreach (var gene in _genes)
        {
            agents.Add(new(gene, AgentKind.GeneLoss, "") { Effects = Many(1, 2, _ => Effect("")) });
            if (Coin()) agents.Add(new(gene, AgentKind.GeneGain, "") { Effects = Many(1, 2, _ => Effect("")) });
        }

        return agents;
    }

    private Agent Agent(string name, AgentKind kind)
    {
        var unit = Pick(LevelUnits);
        var agent = new Agent(name, kind, unit) { Effects = Many(1, 3, _ => Effect(unit)) };
        if (kind != AgentKind.Environment) agent = agent with { Unbound = Coin() ? 1 : Share(), HalfLife = Coin() ? double.PositiveInfinity : Positive() };
        if (kind != AgentKind.Compound) agent = agent with { Baseline = Coin() ? 0 : Level(unit).Level };
        return kind == AgentKind.Ligand ? agent with { Secretion = Rates(), Uptake = Rates() } : agent;
    }

    private Dictionary<string, double> Rates() => _types.Where(_ => Coin()).ToDictionary(t => t, _ => Positive());

    private Effect Effect(string unit)
    {
        Response Response(double most) => unit.Length > 0 && Coin() ? new Hill(Level(unit).Level, Positive(), most) : new Proportional(most);
        Effect effect = _random.Next(5) switch
        {
            0 => new Holding(Pick(Cycling), Response(Share())),
            1 => new Slowing(Phases(), Response(Share())),
            2 => new Slowing(Phases(), Response(-Positive())),
            3 => new Harming(Pick(Outcome.Apoptosis, Outcome.Necrosis), Phases(), Response(Positive())),
            _ => new Resting(Response(Share())),
        };
        return effect with { Requires = Coin() ? null : Pick(_genes), CellTypes = Coin() ? [] : [Pick(_types)] };
    }

    private ScenarioPopulation Population()
    {
        var type = Pick(_types);
        return new(type, _random.Next(1, 10_000), Pick(Founding.Asynchronous, Founding.Newborn, Founding.Resting));
    }

    private ScenarioIntervention Intervention(List<Agent> agents, List<ScenarioTissue> tissues)
    {
        var tissue = Pick(tissues.ToArray());
        var target = Coin() ? Target.Organism : new(Maybe(() => tissue.Organ), Maybe(() => tissue.Name), Maybe(() => Pick(tissue.Populations.ToArray()).Type), Coin() ? 1 : Share());
        var from = 1.0 * _random.Next(0, 100);
        if (_random.Next(6) == 0) return new(InterventionKind.Radiation, "", new(Positive(), Units.Find("Gy")!), new(from), target);
        var agent = Pick(agents.ToArray());
        var every = Coin() ? 0 : 1.0 * _random.Next(5, 50);
        var (shape, ramp) = double.IsFinite(agent.HalfLife) || Coin() ? (RampShape.Step, 0) : (Pick(RampShape.Linear, RampShape.Exponential), Positive());
        var schedule = new Schedule(from, Coin() ? double.PositiveInfinity : from + _random.Next(1, 90), every, Coin() ? double.PositiveInfinity : every > 0 ? every / 2 : Positive(), shape, ramp);
        // A pool takes a dose at once, wherever its cells are.
        if (agent.IsDynamic) (schedule, target) = (new(from, every > 0 ? schedule.Until : double.PositiveInfinity, every), new(target.Organ, target.Tissue));
        var kind = agent.Kind switch
        {
            AgentKind.Compound => InterventionKind.Compound,
            AgentKind.Ligand => InterventionKind.Ligand,
            AgentKind.Environment => InterventionKind.Environment,
            AgentKind.GeneLoss => Pick(InterventionKind.Knockout, InterventionKind.Knockdown),
            _ => Pick(InterventionKind.Activation, InterventionKind.Overexpression),
        };
        var amount = kind == InterventionKind.Knockout ? new(100, Units.Percent) : agent.Unit.Length == 0 ? new(100 * Share(), Units.Percent) : Level(agent.Unit).Written;
        return new(kind, agent.Name, amount, schedule, target);
    }

    private (double Level, Quantity Written) Level(string unit)
    {
        var number = Positive();
        return (number, new(number, Units.Find(unit)!));
    }

    private PhaseSet Phases() => (PhaseSet)_random.Next(1, 64);

    private double Share() => 1 - 0.999 * _random.NextDouble();

    private double Positive() => Coin() ? _random.Next(1, 40) / 4.0 : 0.01 + 50 * _random.NextDouble();

    private bool Coin() => _random.Next(2) == 0;

    private T? Maybe<T>(Func<T> make) where T : class => Coin() ? make() : null;

    private List<T> Many<T>(int least, int most, Func<int, T> make) => [.. Enumerable.Range(0, _random.Next(least, most + 1)).Select(make)];

    private T Pick<T>(params T[] options) => options[_random.Next(options.Length)];
}
