using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Annotated;

/// <summary>The matrix before genes were chosen, which AnnData keeps as <c>raw</c>: the same cells, other genes.</summary>
/// <param name="X">[cells, genes].</param>
/// <param name="Var">Its genes.</param>
public sealed record RawMatrix(CellMatrix X, Table Var);
