using Sintropia.Biology.Interventions;

namespace Sintropia.Training.Configuration;

/// <summary>Which cells, and what their columns mean.</summary>
public sealed record DataOptions
{
    /// <summary>The .h5ad file.</summary>
    public required string File { get; init; }

    /// <summary>Layer to take; X if left out.</summary>
    public string? Layer { get; init; }

    /// <summary>Column of what was done to a cell; several genes joined by '+'. Empty where nothing was done to any.</summary>
    public string Perturbation { get; init; } = "perturbation";

    /// <summary>What it says of controls.</summary>
    public string Control { get; init; } = "control";

    /// <summary>Column of the cell type, line or batch that effects are compared within; none for one context.</summary>
    public string? Context { get; init; }

    /// <summary>What sort of thing is done.</summary>
    public AgentKind Kind { get; init; } = AgentKind.GeneGain;

    /// <summary>Which cells to take, as `sintropia inspect` and scenarios write it: <c>count_recovery_ok == true</c>. All if left out.</summary>
    public string? Where { get; init; }

    /// <summary>Molecules per cell that counts are brought to. Default: 10,000.</summary>
    public double Depth { get; init; } = 10_000;

    /// <summary>Column of the size of each cell over all its genes, where the file holds some of them; the sums of cells if left out. For counts only.</summary>
    public string? Sizes { get; init; }

    /// <summary>Genes that fewer cells express are left out. Default: 1.</summary>
    public int ExpressedIn { get; init; } = 1;

    /// <summary>How many genes to take, the most variable of training controls and cells; all if left out.</summary>
    public int? VariableGenes { get; init; }

    /// <summary>Perturbations with fewer cells in a context are left out. Default: 10.</summary>
    public int LeastCells { get; init; } = 10;

    /// <summary>Bytes of cells that are kept in memory; of larger data rows are read when they are needed. Default: 1 GiB.</summary>
    public long Memory { get; init; } = 1L << 30;
}
