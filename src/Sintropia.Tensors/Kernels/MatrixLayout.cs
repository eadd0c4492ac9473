namespace Sintropia.Tensors.Kernels;

/// <summary>How a matrix lies in a span: element (i, j) is at i·<paramref name="RowStride"/> + j·<paramref name="ColumnStride"/>.</summary>
/// <param name="Rows">≥ 0.</param>
/// <param name="Columns">≥ 0.</param>
/// <param name="RowStride">Elements from one row to the next, ≥ 0; 0 repeats one row.</param>
/// <param name="ColumnStride">Elements from one column to the next, ≥ 0.</param>
public readonly record struct MatrixLayout(int Rows, int Columns, int RowStride, int ColumnStride)
{
    /// <summary>Row after row without gaps, as a matrix is usually stored.</summary>
    public static MatrixLayout RowMajor(int rows, int columns) => new(rows, columns, columns, 1);

    /// <summary>The same memory read as the transposed matrix.</summary>
    public MatrixLayout Transposed => new(Columns, Rows, ColumnStride, RowStride);

    /// <summary>Elements from the first to just past the last: the least length of a span that holds the matrix.</summary>
    public long Extent => Rows == 0 || Columns == 0 ? 0 : (Rows - 1L) * RowStride + (Columns - 1L) * ColumnStride + 1;

    /// <inheritdoc/>
    public override string ToString() => $"[{Rows}, {Columns}] with strides ({RowStride}, {ColumnStride})";
}
