namespace Sintropia.Data.Preprocessing;

/// <summary>How variable genes are; every array is [genes].</summary>
/// <param name="Means">Mean expression; for <see cref="VariabilityFlavour.Seurat"/> the logarithm of one and it.</param>
/// <param name="Dispersions">Variance over mean, logged for <see cref="VariabilityFlavour.Seurat"/>; the variance for <see cref="VariabilityFlavour.SeuratV3"/>. NaN where a gene does not vary and a logarithm was due.</param>
/// <param name="Standardised">The same against what genes of like mean have. NaN where it cannot be said.</param>
/// <param name="Variable">Which genes were chosen.</param>
public sealed record GeneVariability(double[] Means, double[] Dispersions, double[] Standardised, bool[] Variable)
{
    /// <summary>Columns of the chosen genes, in order.</summary>
    public int[] Chosen => [.. Enumerable.Range(0, Variable.Length).Where(g => Variable[g])];
}
