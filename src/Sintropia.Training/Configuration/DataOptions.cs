using Sintropia.Biology.Interventions;

namespace Sintropia.Training.Configuration;

/// <summary>Which cells, and what their columns mean.</summary>
public sealed record DataOptions
{
    private static readonly (string Word, AgentKind Kind)[] s_kinds = [("activation", AgentKind.GeneGain), ("overexpression", AgentKind.GeneGain), ("knockout", AgentKind.GeneLoss), ("interference", AgentKind.GeneLoss), ("drug", AgentKind.Compound), ("ligand", AgentKind.Ligand)];

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

    /// <summary>The word for a kind in configurations.</summary>
    internal static string Word(AgentKind kind) => s_kinds.First(k => k.Kind == kind).Word;

    internal static DataOptions Read(ConfigurationNode data, string folder) => new()
    {
        File = At(folder, data.Text("file", required: true)) ?? "",
        Layer = data.Text("layer"),
        Perturbation = data.Text("perturbation") ?? "perturbation",
        Control = data.Text("control") ?? "control",
        Context = data.Text("context"),
        Kind = s_kinds.First(k => k.Word == data.Choice("kind", [.. s_kinds.Select(s => s.Word)], s_kinds[0].Word)).Kind,
        Where = data.Text("where"),
        Depth = data.Number("depth", 10_000, 1),
        Sizes = data.Text("sizes"),
        ExpressedIn = data.Whole("expressed_in", 1, 0),
        VariableGenes = data.Has("variable_genes") ? data.Whole("variable_genes", 2000) : null,
        LeastCells = data.Whole("least_cells", 10),
        Memory = (long)(data.Number("memory_mb", 1024, 0) * (1 << 20)),
    };

    private static string? At(string folder, string? name) => name is null ? null : Path.GetFullPath(Path.Combine(folder, name));
}
