using System.Collections.Immutable;

namespace Sintropia.Data.Scores;

/// <summary>How much more cells express a set of genes than genes of like mean expression.</summary>
/// <param name="Values">A score a cell: the mean of the set less the mean of the controls.</param>
/// <param name="Genes">Genes of the set that were there.</param>
/// <param name="Missing">Genes of the set that were not.</param>
/// <param name="Controls">Genes that they were compared to, in the order of columns.</param>
public sealed record GeneScore(double[] Values, ImmutableArray<string> Genes, ImmutableArray<string> Missing, ImmutableArray<string> Controls);
