using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Interventions;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Benchmarks.Cultures;

/// <summary>The same work as the peers': PhysiCell's template phenotype, growing, still, and drugged.</summary>
internal static class Workloads
{
    private const double ApoptosisPerHour = 5.31667e-5 * 60;

    /// <summary>B1: growth for five days.</summary>
    public static OrganismPlan Growing(int founders, double hours = 120) => new()
    {
        CellTypes = [Template(ApoptosisPerHour)],
        Tissues = [new("culture", "dish", [new(0, founders)])],
        Seed = 20260101,
        Duration = hours,
    };

    /// <summary>B2: cells that live for 30 steps of six minutes and do not divide, since G1 is held.</summary>
    public static OrganismPlan Still(int founders) => Growing(founders, 3) with
    {
        Tick = 0.1,
        Agents = [new("hold", AgentKind.Compound, "uM") { Effects = [new Slowing(PhaseSet.Cycling, new Proportional(1))] }],
        Interventions = [new Dosing(0, 1, new(0), Target.Organism)],
    };

    /// <summary>B3: B1 with a dose that rises all the time, so that rates and hazards change at every tick.</summary>
    public static OrganismPlan Drugged(int founders, double hours = 120) => Growing(founders, hours) with
    {
        Agents =
        [
            new("drug", AgentKind.Compound, "uM")
            {
                Effects = [new Harming(Outcome.Apoptosis, PhaseSet.Living, new Hill(1, 2, 0.002)), new Slowing(PhaseSet.G1, new Hill(1, 2, 0.05))],
            },
        ],
        Interventions = [new Dosing(0, 1, new(0, Ramp: RampShape.Linear, RampHours: hours), Target.Organism)],
    };

    private static CellType Template(double apoptosis) => new()
    {
        Name = "template",
        Cycle = new([new(Phase.G1, new ExponentialDuration(5)), new(Phase.S, new FixedDuration(8)), new(Phase.G2, new FixedDuration(4)), new(Phase.M, new FixedDuration(1))]),
        Hazards = [new(Outcome.Apoptosis, PhaseSet.Living, apoptosis)],
    };
}
