namespace Sintropia.Scenarios.Founders;

/// <summary>Which genes founders are measured in, and how counts become a state.</summary>
/// <param name="Genes">The genes, in this order; null for others to choose.</param>
/// <param name="Variable">How many of the most variable genes to take; null for all.</param>
/// <param name="Depth">Molecules per cell that counts are brought to before their logarithm is taken.</param>
/// <param name="TrainedSizes">The column that said the size of each cell where the scenario's model was trained; null where sums did, or no model is trained.</param>
internal sealed record FounderPanel(IReadOnlyList<string>? Genes, int? Variable, double Depth, string? TrainedSizes = null)
{
    /// <summary>Depth where nothing is said: ten thousand, as most published data sets have it.</summary>
    public const double UsualDepth = 1e4;
}
