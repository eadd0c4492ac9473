using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Interventions;

/// <summary>What an agent does to cells.</summary>
/// <param name="Response">How strongly, by its level.</param>
public abstract record Effect(Response Response)
{
    /// <summary>Names of cell types it acts on; empty for all.</summary>
    public IReadOnlyList<string> CellTypes { get; init; } = [];

    /// <summary>A gene without which it does nothing; its strength is scaled by the gene's remaining activity. Null if it needs none.</summary>
    public string? Requires { get; init; }
}
