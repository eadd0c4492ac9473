using System.Collections.Immutable;

namespace Sintropia.Data.GroundTruth;

/// <summary>How strongly, and how unevenly, genes of a cell line are expressed: a few parameters that stand for a measured transcriptome.</summary>
/// <remarks>
/// <para>Fitted to baseline expression and negative-binomial sizes per gene as compiled in the R package perturbplan (MIT, Katsevich lab), of the study named by each: means and standard deviations of log relative
/// expression over genes; and dispersion = <see cref="Floor"/> + <see cref="Rise"/>/mean by least squares of logarithms with a soft L1 loss, over genes of at least 0.05 molecules a cell and dispersions from 0.001 to 50.</para>
/// <para>How much caught molecules differ between like cells is not in that source; <see cref="DepthSpread"/> is the standard deviation of log totals over all cells of 10x's 3k PBMC data (0.43; within its cell types 0.25 to 0.48).</para>
/// </remarks>
/// <param name="Name">What the line is called.</param>
/// <param name="MoleculesPerCell">Molecules of a whole transcriptome that are counted in a cell.</param>
/// <param name="LogMean">Mean over genes of the natural logarithm of their share of a cell's molecules.</param>
/// <param name="LogSpread">Standard deviation of that.</param>
/// <param name="Floor">Dispersion (variance = m + dispersion·m²) of genes with many molecules.</param>
/// <param name="Rise">By how much dispersion rises with 1/molecules.</param>
/// <param name="GeneSpread">Standard deviation of log dispersion around that, 1.48 times the median deviation.</param>
/// <param name="DepthSpread">Standard deviation of the logarithm of how many molecules are caught.</param>
/// <param name="Source">Where the figures come from.</param>
public sealed record ExpressionStatistics(
    string Name, double MoleculesPerCell, double LogMean, double LogSpread, double Floor, double Rise, double GeneSpread, double DepthSpread, string Source)
{
    /// <summary>K562, as Gasperini et al. 2019 measured it.</summary>
    public static ExpressionStatistics K562 { get; } = new("K562", 59163, -12.360, 2.268, 0.313, 0.082, 0.771, 0.43, "Gasperini et al. 2019, as compiled in perturbplan");

    /// <summary>THP-1, as Yao et al. 2023 measured it.</summary>
    public static ExpressionStatistics Thp1 { get; } = new("THP-1", 77799, -11.932, 2.142, 0.330, 0.101, 1.322, 0.43, "Yao et al. 2023, as compiled in perturbplan");

    /// <summary>Those that there are.</summary>
    public static ImmutableArray<ExpressionStatistics> All { get; } = [K562, Thp1];

    /// <summary>Dispersion that is usual at a mean.</summary>
    /// <param name="mean">Molecules a cell.</param>
    public double Dispersion(double mean) => Floor + Rise / mean;
}
