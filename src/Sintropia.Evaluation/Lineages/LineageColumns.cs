namespace Sintropia.Evaluation.Lineages;

/// <summary>The column map of a lineage table: which column holds what, and in which unit of time.</summary>
public sealed record LineageColumns
{
    /// <summary>Column of the cell's id, unique within its lineage.</summary>
    public required string Cell { get; init; }

    /// <summary>Column of the mother's id.</summary>
    public required string Parent { get; init; }

    /// <summary>Values of <see cref="Parent"/>, besides an empty one, that mean "none". Default: 0.</summary>
    public IReadOnlyList<string> NoParent { get; init; } = ["0"];

    /// <summary>Columns that together name the lineage: plate, well, file, lineage number.</summary>
    public required IReadOnlyList<string> Lineage { get; init; }

    /// <summary>Phases in the order a cell passes them.</summary>
    public required IReadOnlyList<PhaseColumns> Phases { get; init; }

    /// <summary>Column of the generation; null to count from the mothers, founders being 1.</summary>
    public string? Generation { get; init; }

    /// <summary>Column of the time of birth; empty where it was not seen.</summary>
    public string? Birth { get; init; }

    /// <summary>Column of the time of division, death or end of observation.</summary>
    public string? End { get; init; }

    /// <summary>Column of the fate: divided; died… or death, dead, apoptosis, necrosis, mitotic_death; senescent; alive or censored…; or true where it divided, false where that was not seen.</summary>
    public string? Fate { get; init; }

    /// <summary>Hours per unit of the time columns: 0.5 for frames every 30 min. Default: 1.</summary>
    public double HoursPerUnit { get; init; } = 1;

    /// <summary>The map of <c>lineage.csv</c> in a run directory, with its five phases.</summary>
    public static LineageColumns RunDirectory { get; } = new()
    {
        Cell = "cell_id",
        Parent = "parent_id",
        NoParent = [],
        Lineage = ["condition", "replicate", "clone"],
        Generation = "generation",
        Birth = "birth_h",
        End = "end_h",
        Fate = "fate",
        Phases = [new("G0", "g0_h"), new("G1", "g1_h"), new("S", "s_h"), new("G2", "g2_h"), new("M", "m_h")],
    };
}
