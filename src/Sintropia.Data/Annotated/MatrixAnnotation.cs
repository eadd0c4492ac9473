using Sintropia.Data.Matrices;

namespace Sintropia.Data.Annotated;

/// <summary>A matrix of float, dense or sparse.</summary>
/// <param name="matrix">The matrix.</param>
public sealed class MatrixAnnotation(CellMatrix matrix) : Annotation
{
    /// <summary>The matrix.</summary>
    public CellMatrix Matrix { get; } = matrix;
}
