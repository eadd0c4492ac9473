using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Tissues;
using Sintropia.Predictors;
using Sintropia.Predictors.StandIn;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Simulation.Tests.Organisms;

/// <summary>Small organisms to try things on.</summary>
internal static class Plans
{
    public const int Cells = 2000;

    public static CellType Cooper { get; } = Cycling(new FixedDuration(11), new FixedDuration(8), new FixedDuration(4), new FixedDuration(1));

    public static CellType Erlang { get; } = Cycling(new ErlangDuration(4, 11), new ErlangDuration(20, 8), new ErlangDuration(10, 4), new ErlangDuration(10, 1));

    /// <summary>Everything at once that a type can do without a hierarchy.</summary>
    public static CellType Rich { get; } = Erlang with
    {
        Quiescence = new(0.2, new ExponentialDuration(15)),
        EarlyPace = new(0.3, 0.6, PaceReading.Factor, 0.2),
        LatePace = new(0.2, 0.5, PaceReading.Factor, 0.1),
        Hazards = [new(Outcome.Apoptosis, PhaseSet.Living, 0.004), new(Outcome.Slippage, PhaseSet.M, 0.02)],
        MitoticMemory = new(1.8, 0.5),
        Radiosensitivity = new(new(0.184, 0.02), new Dictionary<Phase, double> { [Phase.S] = 0.7 }, 1.5, promptDeath: false),
    };

    public static CellType Cycling(DurationLaw g1, DurationLaw s, DurationLaw g2, DurationLaw m) =>
        new() { Name = "t", Cycle = new([new(Phase.G1, g1), new(Phase.S, s), new(Phase.G2, g2), new(Phase.M, m)]) };

    public static OrganismPlan Culture(CellType type, double duration = 48, int cells = Cells, Founding founding = Founding.Asynchronous) => new()
    {
        CellTypes = [type],
        Tissues = [new("culture", "dish", [new(0, cells, founding)])],
        Seed = 20261121,
        Duration = duration,
    };

    public static Agent Drug(params Effect[] effects) => new("drug", AgentKind.Compound, "uM") { Effects = effects };

    public static OrganismPlan Dosed(this OrganismPlan plan, Agent agent, params Intervention[] interventions) =>
        plan with { Agents = [.. plan.Agents, agent], Interventions = [.. plan.Interventions, .. interventions] };

    public static Dosing Dose(double level, Schedule schedule, double fraction = 1, int agent = 0) => new(agent, level, schedule, new(Fraction: fraction));

    public static Organism Live(this OrganismPlan plan, double until = double.PositiveInfinity, int threads = 1, int nicheSize = 4096, bool keepLineage = false) =>
        Organism.Found(plan, new() { Threads = threads, NicheSize = nicheSize, KeepLineage = keepLineage }, plan.Predictor()).LiveUntil(until);

    /// <summary>Expression in a few dimensions with a programme of its own for each phase, which the stand-in moves.</summary>
    public static OrganismPlan Listening(this OrganismPlan plan, int dimensions = 5, int askEvery = 7) => plan with
    {
        Expression = new()
        {
            Predictor = StandInPredictor.Name,
            Dimensions = dimensions,
            HalfLives = [6],
            AskEvery = askEvery,
            ResidualSpread = [0.5],
            Programmes =
            [
                .. plan.CellTypes.Select((type, t) => new PhaseProgramme(
                    type.Name, [.. Enumerable.Range(0, Phases.Count * dimensions).Select(i => (i * 7 + t) % 11 / 10f)])),
            ],
        },
    };

    public static IResponsePredictor? Predictor(this OrganismPlan plan) => plan.Expression is null ? null : PredictorRegistry.Find(plan.Expression, plan.Agents);

    public static Organism LiveUntil(this Organism organism, double time)
    {
        while (!organism.IsComplete && organism.Time < time) organism.Advance();
        return organism;
    }

    public static long Of(this Organism organism, CellEvent happened, int type = 0) => organism.Observe().Tissues.Sum(t => t.Of(type, happened));

    public static int In(this Organism organism, Phase phase) => organism.Census().Count(c => c.Cell.Phase == phase);

    /// <summary>Four standard errors of a share.</summary>
    public static double Tolerance(double share, double count) => 4 * Math.Sqrt(share * (1 - share) / count);
}
