using Sintropia.Data.Matrices;
using Sintropia.Tensors.Threads;

namespace Sintropia.Data.Projections;

/// <summary>A matrix less the mean of each column, without ever writing that down: products subtract the means afterwards, so a sparse matrix stays sparse.</summary>
/// <remarks>Each element of a product is one sum in the order of columns, or of rows; how many threads take part changes no bit.</remarks>
internal sealed class CentredMatrix
{
    private const int Chunk = 256;

    private readonly SparseMatrix? _sparse;
    private readonly float[]? _dense; // [rows, columns]
    private readonly int[]? _starts, _rowIndices; // the same by columns
    private readonly float[]? _byColumn;

    public CentredMatrix(CellMatrix matrix, double[] means)
    {
        (Rows, Columns, Means) = (matrix.Rows, matrix.Columns, means);
        if (matrix is not SparseMatrix sparse)
        {
            _dense = matrix is DenseMatrix dense ? dense.Values : matrix.ToDense();
            return;
        }

        _sparse = sparse;
        _starts = new int[Columns + 1];
        foreach (var column in sparse.ColumnIndices) _starts[column + 1]++;
        for (var c = 0; c < Columns; c++) _starts[c + 1] += _starts[c];
        (_rowIndices, _byColumn) = (new int[sparse.Values.Length], new float[sparse.Values.Length]);
        var next = _starts.AsSpan(0, Columns).ToArray();
        for (var row = 0; row < Rows; row++)
        {
            var (columns, values) = (sparse.ColumnIndices, sparse.Values);
            for (var i = (int)sparse.RowStarts[row]; i < (int)sparse.RowStarts[row + 1]; i++)
            {
                var at = next[columns[i]]++;
                (_rowIndices[at], _byColumn[at]) = (row, values[i]);
            }
        }
    }

    public int Rows { get; }

    public int Columns { get; }

    public double[] Means { get; }

    /// <summary>result = (A − 1·meansᵀ)·x; [rows].</summary>
    public void Times(double[] x, double[] result)
    {
        var shift = 0.0;
        for (var c = 0; c < x.Length; c++) shift += Means[c] * x[c];
        Team.Shared.Run(new RowProduct(this, x, result, shift), (Rows + Chunk - 1) / Chunk);
    }

    /// <summary>result = (A − 1·meansᵀ)ᵀ·y; [columns].</summary>
    public void TransposedTimes(double[] y, double[] result)
    {
        var sum = 0.0;
        foreach (var value in y) sum += value;
        Team.Shared.Run(new ColumnProduct(this, y, result, sum), (Columns + Chunk - 1) / Chunk);
    }

    private readonly struct RowProduct(CentredMatrix matrix, double[] x, double[] result, double shift) : IChunks
    {
        public void Run(int chunk)
        {
            for (var row = chunk * Chunk; row < Math.Min(matrix.Rows, (chunk + 1) * Chunk); row++)
            {
                var sum = 0.0;
                if (matrix._sparse is { } sparse)
                {
                    var columns = sparse.ColumnsOf(row);
                    var values = sparse.ValuesOf(row);
                    for (var i = 0; i < columns.Length; i++) sum += values[i] * x[columns[i]];
                }
                else
                {
                    sum = Vectors.Dot(matrix._dense.AsSpan((int)((long)row * matrix.Columns), matrix.Columns), x);
                }

                result[row] = sum - shift;
            }
        }
    }

    private readonly struct ColumnProduct(CentredMatrix matrix, double[] y, double[] result, double sum) : IChunks
    {
        public void Run(int chunk)
        {
            var (from, to) = (chunk * Chunk, Math.Min(matrix.Columns, (chunk + 1) * Chunk));
            var sums = result.AsSpan(from, to - from);
            sums.Clear();
            if (matrix._sparse is not null)
            {
                for (var c = from; c < to; c++)
                for (var i = matrix._starts![c]; i < matrix._starts[c + 1]; i++)
                    sums[c - from] += (double)matrix._byColumn![i] * y[matrix._rowIndices![i]];
            }
            else
            {
                for (var row = 0; row < matrix.Rows; row++)
                    Vectors.Add(sums, y[row], matrix._dense.AsSpan((int)((long)row * matrix.Columns) + from, to - from));
            }

            for (var c = from; c < to; c++) sums[c - from] -= matrix.Means[c] * sum;
        }
    }
}
