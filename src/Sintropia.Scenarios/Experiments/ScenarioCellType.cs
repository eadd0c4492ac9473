using Sintropia.Biology.Cells;

namespace Sintropia.Scenarios.Experiments;

/// <summary>A cell type as the scenario describes it.</summary>
/// <param name="Law">Its laws, all but the hierarchy: its types are known by name here.</param>
/// <param name="Hierarchy">What daughters become; null if they are like their mother.</param>
/// <param name="Lacks">Genes that these cells do not have.</param>
/// <param name="Preset">The preset that it started from; null for none.</param>
/// <param name="Description">What it is; empty if nobody says.</param>
public sealed record ScenarioCellType(CellType Law, ScenarioHierarchy? Hierarchy = null, IReadOnlyList<string>? Lacks = null, string? Preset = null, string Description = "")
{
    /// <summary>What its newborns may mutate into.</summary>
    public IReadOnlyList<ScenarioMutation> Mutations { get; init; } = [];

    /// <summary>The name that scenario and tables use.</summary>
    public string Name => Law.Name;

    /// <summary>The types that its daughters can be of, besides its own.</summary>
    public IEnumerable<string> LeadsTo => (Hierarchy?.LeadsTo ?? []).Concat(Mutations.Select(m => m.To));

    /// <summary>Genes that these cells do not have.</summary>
    public IReadOnlyList<string> Lacks { get; } = Lacks ?? [];
}
