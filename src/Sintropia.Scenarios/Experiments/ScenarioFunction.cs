using Sintropia.Simulation.Circulation;

namespace Sintropia.Scenarios.Experiments;

/// <summary>A clearance that living cells carry, by names.</summary>
/// <param name="Elimination">Which clearance.</param>
/// <param name="Cells">Their types.</param>
/// <param name="Tissue">Where they are counted; null for all tissues of the organ.</param>
/// <param name="Healthy">Cells at which it is full; null for the founders.</param>
public sealed record ScenarioFunction(Elimination Elimination, IReadOnlyList<string> Cells, string? Tissue, double? Healthy)
{
    /// <summary>The organ that does it.</summary>
    public string Organ => Elimination == Elimination.Hepatic ? "liver" : "kidney";
}
