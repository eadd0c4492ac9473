namespace Sintropia.Biology.Interventions;

/// <summary>Something that acts on cells: a compound, a ligand, an edited gene, a property of the medium.</summary>
/// <param name="Name">Its name in scenarios and tables; for edits the gene's.</param>
/// <param name="Kind">What sort of thing it is.</param>
/// <param name="Unit">Unit of its level; empty for edits, whose strength is 0 to 1.</param>
public sealed record Agent(string Name, AgentKind Kind, string Unit)
{
    /// <summary>Share of the nominal concentration that is unbound in the medium (fu), above 0 to 1. Effects see only that.</summary>
    public double Unbound { get; init; } = 1;

    /// <summary>Half-life in the medium, h; infinite if it is stable.</summary>
    public double HalfLife { get; init; } = double.PositiveInfinity;

    /// <summary>Level at the start and wherever nothing is done.</summary>
    public double Baseline { get; init; }

    /// <summary>What it does.</summary>
    public IReadOnlyList<Effect> Effects { get; init; } = [];

    /// <summary>What each cell type makes of it: its unit per hour and living cell, by type name.</summary>
    public IReadOnlyDictionary<string, double> Secretion { get; init; } = new Dictionary<string, double>();

    /// <summary>What each cell type takes up: share of the pool per hour and living cell, by type name.</summary>
    public IReadOnlyDictionary<string, double> Uptake { get; init; } = new Dictionary<string, double>();

    /// <summary>Index of the tolerance that a cell draws against it: 48 bits of its name (FNV-1a), so that another agent in the scenario changes no draw.</summary>
    public ulong DrawIndex
    {
        get
        {
            var hash = 14695981039346656037UL ^ (ulong)Kind;
            foreach (var letter in Name) hash = (hash ^ letter) * 1099511628211UL;
            return hash >> 16;
        }
    }

    /// <summary>Whether the pool of it changes by itself: by cells or by decay.</summary>
    public bool IsDynamic => Secretion.Count > 0 || Uptake.Count > 0;
}
