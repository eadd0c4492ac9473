using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;

namespace Sintropia.Simulation.Tissues;

/// <summary>What a tissue looks like at one moment.</summary>
public sealed record TissueRecord
{
    /// <summary>Its organ.</summary>
    public required string Organ { get; init; }

    /// <summary>Its name.</summary>
    public required string Tissue { get; init; }

    /// <summary>Number of clone groups.</summary>
    public required int Groups { get; init; }

    /// <summary>Cells; shape [cell types, phases], row-major.</summary>
    public required IReadOnlyList<long> Cells { get; init; }

    /// <summary>Cells by clone group; shape [cell types, phases, groups], row-major.</summary>
    public required IReadOnlyList<long> CellsByGroup { get; init; }

    /// <summary>Events since the start; shape [cell types, events], row-major.</summary>
    public required IReadOnlyList<long> Events { get; init; }

    /// <summary>Mean nominal level of each agent over the last tick; shape [agents].</summary>
    public required IReadOnlyList<double> Levels { get; init; }

    /// <summary>Sum of the hashes of its cells, of the lives that ended, of its clocks, checkpoints and pools, and of what interventions left behind.</summary>
    public required UInt128 Fingerprint { get; init; }

    /// <summary>Cells of a type in a phase.</summary>
    public long In(int type, Phase phase) => Cells[type * Phases.Count + (int)phase];

    /// <summary>Living cells of a type.</summary>
    public long Living(int type) => Enumerable.Range(0, (int)Phase.Apoptotic).Sum(phase => Cells[type * Phases.Count + phase]);

    /// <summary>Living cells.</summary>
    public long AllLiving => Enumerable.Range(0, Cells.Count / Phases.Count).Sum(Living);

    /// <summary>How often something happened to cells of a type.</summary>
    public long Of(int type, CellEvent happened) => Events[type * CellEvents.Count + (int)happened];
}
