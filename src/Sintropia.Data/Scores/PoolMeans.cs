using Sintropia.Data.Matrices;
using Sintropia.Data.Preprocessing;

namespace Sintropia.Data.Scores;

/// <summary>Mean expression of genes, to the rounding that scanpy's has: genes of nearly equal mean change their rank by it, and with it the range that controls are drawn from.</summary>
internal static class PoolMeans
{
    private const int Block = 128;

    /// <summary>The mean of each gene of the pool, in its order.</summary>
    public static double[] Of(CellMatrix matrix, int[] pool, ScanpyRelease release) => matrix switch
    {
        SparseMatrix when release == ScanpyRelease.From1122 => Doubles(matrix, pool),
        SparseMatrix => Floats(matrix, pool),
        _ when pool.Length == matrix.Columns => FloatsInRows(matrix, pool),
        _ => FloatsInColumns(matrix, pool),
    };

    /// <summary>Sparse: stored values are added in double in the order of cells.</summary>
    private static double[] Doubles(CellMatrix matrix, int[] pool)
    {
        var sums = matrix.ColumnSums();
        return Array.ConvertAll(pool, gene => sums[gene] / matrix.Rows);
    }

    /// <summary>Sparse, as scipy adds: stored values in float in the order of cells.</summary>
    private static double[] Floats(CellMatrix matrix, int[] pool)
    {
        var sums = FloatSums(matrix);
        return Array.ConvertAll(pool, gene => (double)sums[gene] / matrix.Rows);
    }

    /// <summary>Dense, all genes: numpy adds whole rows in float, one after the other.</summary>
    private static double[] FloatsInRows(CellMatrix matrix, int[] pool)
    {
        var sums = FloatSums(matrix);
        return Array.ConvertAll(pool, gene => (double)(float)((double)sums[gene] / matrix.Rows));
    }

    private static float[] FloatSums(CellMatrix matrix)
    {
        var sums = new float[matrix.Columns];
        MatrixValues.EachRow(matrix, (_, columns, values) =>
        {
            for (var i = 0; i < values.Length; i++) sums[columns[i]] += values[i];
        });
        return sums;
    }

    /// <summary>Dense, some genes: choosing columns lays each out by itself, and numpy then adds it in float by halves.</summary>
    private static double[] FloatsInColumns(CellMatrix matrix, int[] pool)
    {
        var column = new float[matrix.Rows];
        return Array.ConvertAll(pool, gene =>
        {
            for (var cell = 0; cell < column.Length; cell++) column[cell] = matrix[cell, gene];
            return (double)(float)((double)ByHalves(column) / matrix.Rows);
        });
    }

    /// <summary>numpy's pairwise sum: eight running sums over blocks of at most 128, and halves of what is longer.</summary>
    private static float ByHalves(ReadOnlySpan<float> values)
    {
        if (values.Length < 8)
        {
            var few = 0f;
            foreach (var value in values) few += value;
            return few;
        }

        if (values.Length > Block)
        {
            var half = values.Length / 2;
            half -= half % 8;
            return ByHalves(values[..half]) + ByHalves(values[half..]);
        }

        Span<float> r = stackalloc float[8];
        values[..8].CopyTo(r);
        var at = 8;
        for (; at < values.Length - values.Length % 8; at += 8)
            for (var lane = 0; lane < 8; lane++)
                r[lane] += values[at + lane];
        var sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
        for (; at < values.Length; at++) sum += values[at];
        return sum;
    }
}
