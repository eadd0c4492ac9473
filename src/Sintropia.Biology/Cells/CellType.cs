using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Radiation;
using Sintropia.Biology.Tissues;

namespace Sintropia.Biology.Cells;

/// <summary>What all cells of a type share: their cycle, how they rest, inherit, die and differentiate.</summary>
public sealed record CellType
{
    /// <summary>The name that scenarios and tables use.</summary>
    public required string Name { get; init; }

    /// <summary>The cycle; null for cells that never cycle (they live in G0).</summary>
    public required CellCycle? Cycle { get; init; }

    /// <summary>The newborn's branch. For cells that never cycle its rest is their life span, which ends in apoptosis.</summary>
    public Quiescence Quiescence { get; init; } = Quiescence.None;

    /// <summary>Heritable pace of G0 and G1; null where durations are not inherited.</summary>
    public HeritablePace? EarlyPace { get; init; }

    /// <summary>Heritable pace of S, G2 and M; null where durations are not inherited.</summary>
    public HeritablePace? LatePace { get; init; }

    /// <summary>Hazards that are always there.</summary>
    public IReadOnlyList<Hazard> Hazards { get; init; } = [];

    /// <summary>How long dead cells stay visible.</summary>
    public Clearance Clearance { get; init; } = Clearance.Default;

    /// <summary>What a long mitosis does to the daughters; null for nothing.</summary>
    public MitoticMemory? MitoticMemory { get; init; }

    /// <summary>What daughters become.</summary>
    public Hierarchy Hierarchy { get; init; } = Hierarchy.Flat;

    /// <summary>Heritable changes at birth; probabilities sum to 1 at most.</summary>
    public IReadOnlyList<Mutation> Mutations { get; init; } = [];

    /// <summary>How radiation kills; null where that is unknown, and then irradiating the type is an error of the scenario.</summary>
    public Radiosensitivity? Radiosensitivity { get; init; }

    /// <summary>The heritable pace that a phase listens to.</summary>
    public HeritablePace? Pace(Phase phase) => phase <= Phase.G1 ? EarlyPace : LatePace;

    /// <summary>The law of a phase's duration, whichever phase it is.</summary>
    public DurationLaw Law(Phase phase) => phase switch
    {
        Phase.G0 => Quiescence.Rest,
        Phase.Senescent => Senescence,
        Phase.Apoptotic or Phase.Necrotic or Phase.MitoticDeath => Clearance.Law(phase),
        _ => Cycle!.Law(phase),
    };

    private static readonly Endless Senescence = new();
}
