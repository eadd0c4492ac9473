using Sintropia.Data.Matrices;

namespace Sintropia.Data.Preprocessing;

/// <summary>Means and variances of genes, in double.</summary>
internal static class ColumnMoments
{
    /// <summary>Mean and variance (over n − 1) of each column; in two passes, so that a large mean costs no digits.</summary>
    public static (double[] Means, double[] Variances) Of(CellMatrix matrix)
    {
        var means = matrix.ColumnSums();
        for (var g = 0; g < means.Length; g++) means[g] /= matrix.Rows;
        var (squares, stored) = (new double[means.Length], new int[means.Length]);
        MatrixValues.EachRow(matrix, (_, columns, values) =>
        {
            for (var i = 0; i < values.Length; i++)
            {
                var off = values[i] - means[columns[i]];
                squares[columns[i]] += off * off;
                stored[columns[i]]++;
            }
        });
        for (var g = 0; g < squares.Length; g++) squares[g] = (squares[g] + (matrix.Rows - stored[g]) * (means[g] * means[g])) / (matrix.Rows - 1);
        return (means, squares);
    }
}
