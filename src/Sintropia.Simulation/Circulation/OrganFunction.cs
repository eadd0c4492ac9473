namespace Sintropia.Simulation.Circulation;

/// <summary>A clearance that living cells carry: it has as large a share of its full extent as there are of the healthy number of cells.</summary>
/// <param name="Elimination">Which clearance.</param>
/// <param name="Tissue">Position of the tissue.</param>
/// <param name="CellTypes">Indices of the types whose living cells are counted.</param>
/// <param name="Healthy">Living cells at which it is full, &gt; 0.</param>
public sealed record OrganFunction(Elimination Elimination, int Tissue, IReadOnlyList<int> CellTypes, double Healthy)
{
    /// <summary>Living cells at which it is full.</summary>
    public double Healthy { get; } = Healthy > 0 ? Healthy : throw new ArgumentOutOfRangeException(nameof(Healthy), Healthy, $"An organ cannot work fully with {Healthy} cells. Give the number of a healthy one.");
}
