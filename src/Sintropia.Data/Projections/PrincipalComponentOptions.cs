namespace Sintropia.Data.Projections;

/// <summary>How principal components are found.</summary>
public sealed record PrincipalComponentOptions
{
    /// <summary>How many; fewer where there are fewer cells or genes.</summary>
    public int Count { get; init; } = 50;

    /// <summary>How much of AᵀA·x may lie outside a component x that was searched for, as a share of the greatest eigenvalue; eigenvalues are then nearer by its square over the gap to the next.</summary>
    public double Tolerance { get; init; } = 1e-8;

    /// <summary>Up to how many cells or genes, whichever are fewer, all components are computed and the greatest kept, instead of searching for these.</summary>
    public int ExactUpTo { get; init; } = 300;

    /// <summary>Seed of the vector that the search starts from. It changes the last digits, and nothing where all components are computed.</summary>
    public ulong Seed { get; init; }
}
