using Sintropia.Biology.Cells;
using Sintropia.Biology.Circulation;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Partitioning;
using Sintropia.Simulation.Circulation;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Tests.Organisms;

namespace Sintropia.Simulation.Tests.Circulation;

/// <summary>Small organisms with blood to try things on.</summary>
internal static class Patients
{
    public const int Drug = 0, Toxin = 1, Signal = 2;

    public static Physiology Male { get; } = ReferenceMale.At();

    /// <summary>A base that fills much of the body, leaves it within days, mostly by the liver, and enters the blood by mouth within hours.</summary>
    public static Kinetics Kinetics { get; } = Of(new(1.5, new([], [8.5]), 0.3, 1.2)) with { HepaticIntrinsic = 300, RenalIntrinsic = 10, Absorption = 0.8, AbsorbedShare = 0.8 };

    public static Kinetics Of(RodgersRowland molecule) => new()
    {
        UnboundInPlasma = molecule.UnboundInPlasma,
        BloodToPlasma = molecule.BloodToPlasma,
        Partition = ReferenceMale.Organs.ToDictionary(o => o, molecule.Partition),
    };

    /// <summary>Hepatocytes whose number is the function of the liver, a tumour in muscle that makes a signal, and neutrophils in the blood; a drug that slows the tumour, and a toxin that kills half of the hepatocytes.</summary>
    public static OrganismPlan Patient(double duration, params Intervention[] interventions) => new()
    {
        CellTypes =
        [
            new() { Name = "hepatocyte", Cycle = null, Quiescence = new(1, new Endless()) },
            Plans.Erlang with { Name = "tumour" },
            new() { Name = "neutrophil", Cycle = null, Quiescence = new(1, new ExponentialDuration(60)) },
        ],
        Tissues =
        [
            new("liver", "lobules", [new(0, 400, Founding.Resting)]),
            new("muscle", "tumour", [new(1, 200)], Scale: 1e6),
            new(CirculationPlan.Blood, "cells", [new(2, 300, Founding.Resting)], Scale: 1e8),
        ],
        Agents =
        [
            new("drug", AgentKind.Compound, "uM") { Effects = [new Slowing(PhaseSet.G1, new Hill(0.05, 1, 0.9)) { CellTypes = ["tumour"] }] },
            new("toxin", AgentKind.Compound, "uM") { Effects = [new Harming(Outcome.Necrosis, PhaseSet.Living, new Proportional(60)) { CellTypes = ["hepatocyte"] }] },
            new("signal", AgentKind.Ligand, "ng/mL") { Secretion = new Dictionary<string, double> { ["tumour"] = 2e-9 } },
        ],
        Circulation = new(Male, [new(Drug, Kinetics), new(Signal, Of(new(-1, Ionisation.Neutral, 1)) with { RenalIntrinsic = 7 })], [new(Elimination.Hepatic, 0, [0], 400)]),
        Interventions = interventions,
        Seed = 11,
        Duration = duration,
    };

    /// <summary>Tablets, an infusion with a ramp that a rule may keep back, and a toxin.</summary>
    public static OrganismPlan Treated(double duration) => Patient(
        duration,
        new Administration(Drug, Route.Oral, 300, new(1, Every: 8)),
        new Administration(Drug, Route.Infusion, 90, new(2.2, Every: 9, For: 3.1, Ramp: RampShape.Linear, RampHours: 1.3)) { Rules = [new(new([2], -1, 1), Below: true, 270, 270)] },
        new Administration(Drug, Route.Bolus, 40, new(5.05)),
        new Dosing(Toxin, 1, new(6, For: 1), new(Tissue: "lobules", Fraction: 0.5)));
}
