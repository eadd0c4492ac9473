using Sintropia.Data.Matrices;

namespace Sintropia.Data.Preprocessing;

/// <summary>Walks through the stored values of a matrix of either kind.</summary>
internal static class MatrixValues
{
    /// <summary>A row with the columns of its values.</summary>
    public delegate void Visit(int row, ReadOnlySpan<int> columns, ReadOnlySpan<float> values);

    /// <summary>A row whose values may change.</summary>
    public delegate void Change(int row, Span<float> values);

    /// <summary>Visits rows in order: all values of a dense one, the stored ones of a sparse one.</summary>
    public static void EachRow(CellMatrix matrix, Visit visit)
    {
        if (matrix is SparseMatrix sparse)
        {
            for (var row = 0; row < sparse.Rows; row++) visit(row, sparse.ColumnsOf(row), sparse.ValuesOf(row));
            return;
        }

        int[] all = [.. Enumerable.Range(0, matrix.Columns)];
        var values = new float[matrix.Columns];
        for (var row = 0; row < matrix.Rows; row++)
        {
            matrix.CopyRow(row, values);
            visit(row, all, values);
        }
    }

    /// <summary>The matrix with each row changed, of a sparse one the stored values; what was given stays as it is.</summary>
    public static CellMatrix MapRows(CellMatrix matrix, Change change)
    {
        if (matrix is SparseMatrix sparse)
        {
            var values = (float[])sparse.Values.Clone();
            for (var row = 0; row < sparse.Rows; row++) change(row, values.AsSpan((int)sparse.RowStarts[row]..(int)sparse.RowStarts[row + 1]));
            return SparseMatrix.Trusted(sparse.Rows, sparse.Columns, sparse.RowStarts, sparse.ColumnIndices, values, sparse.Rounded);
        }

        var dense = matrix.ToDense();
        for (var row = 0; row < matrix.Rows; row++) change(row, dense.AsSpan(row * matrix.Columns, matrix.Columns));
        return new DenseMatrix(matrix.Rows, matrix.Columns, dense) { Rounded = matrix.Rounded };
    }

    /// <summary>Refuses what is not finite.</summary>
    /// <exception cref="ArgumentException">The message says which cell and gene.</exception>
    public static void CheckFinite(CellMatrix matrix, string use) => Check(matrix, float.NegativeInfinity, value => $"{value} is no number to {use} with. Leave the cell or the gene out, or say what is missing with 0.");

    /// <summary>Refuses what cannot be a count, before or after scaling.</summary>
    /// <exception cref="ArgumentException">The message says which cell and gene.</exception>
    public static void CheckCounts(CellMatrix matrix) => Check(matrix, 0, value => float.IsFinite(value)
        ? $"{value} is negative, so these are no counts: scaled or centred data cannot be brought to one size. Give the counts, often a layer 'counts' or raw."
        : $"{value} is no count. Leave the cell or the gene out.");

    private static void Check(CellMatrix matrix, float least, Func<float, string> wrong) => EachRow(matrix, (row, columns, values) =>
    {
        for (var i = 0; i < values.Length; i++)
            if (!(values[i] >= least) || !float.IsFinite(values[i]))
                throw new ArgumentException($"Cell {row}, gene {columns[i]} (from 0): {wrong(values[i])}", nameof(matrix));
    });
}
