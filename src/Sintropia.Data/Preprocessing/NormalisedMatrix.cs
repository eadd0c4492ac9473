using System.Collections.Immutable;
using Sintropia.Data.Matrices;

namespace Sintropia.Data.Preprocessing;

/// <summary>Cells brought to one size.</summary>
/// <param name="Matrix">[cells, genes]; a new matrix, except that a sparse one shares its places with what it was made of.</param>
/// <param name="Factors">What each cell was divided by, [cells]; 0 for a cell without counts, which stays as it is.</param>
/// <param name="Target">The sum that cells have now.</param>
/// <param name="Excluded">Columns left out of the sizes.</param>
public sealed record NormalisedMatrix(CellMatrix Matrix, float[] Factors, double Target, ImmutableArray<int> Excluded);
