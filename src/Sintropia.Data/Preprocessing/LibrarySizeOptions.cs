namespace Sintropia.Data.Preprocessing;

/// <summary>To what size cells are brought.</summary>
public sealed record LibrarySizeOptions
{
    /// <summary>The sum that each cell gets; null for the median of the cells that have any. scanpy's <c>target_sum</c>.</summary>
    public double? Target { get; init; }

    /// <summary>The size of each cell where it is known otherwise, as when the matrix holds some genes of a whole transcriptome; null for the sums of cells.</summary>
    public IReadOnlyList<double>? Sizes { get; init; }

    /// <summary>Whether genes that make up much of some cell are left out of the sizes. They are scaled all the same.</summary>
    public bool ExcludeHighlyExpressed { get; init; }

    /// <summary>A gene is left out if it exceeds this share of any cell; from 0 to 1.</summary>
    public double MaxFraction { get; init; } = 0.05;
}
