namespace Sintropia.Data.Converting;

/// <summary>What a conversion wrote.</summary>
/// <param name="Cells">Number of cells.</param>
/// <param name="CellsRead">Number of cells in the source.</param>
/// <param name="Genes">Number of genes.</param>
/// <param name="LeftOut">What did not fit into the new form.</param>
/// <param name="Rounded">How many values float could not hold exactly.</param>
public sealed record ConversionResult(int Cells, int CellsRead, int Genes, IReadOnlyList<string> LeftOut, long Rounded);
