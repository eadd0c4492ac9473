using Sintropia.Data.Matrices;

namespace Sintropia.Data.AnnData;

/// <summary>Some rows of a matrix that follow each other.</summary>
/// <param name="First">The first row.</param>
/// <param name="Values">[rows of the block, columns].</param>
public sealed record RowBlock(int First, CellMatrix Values);
