namespace Sintropia.Data.Scores;

/// <summary>Sums of products of genes, and equations in them.</summary>
internal static class Symmetric
{
    /// <summary>Mean products of pairs of columns, [columns, columns].</summary>
    public static double[] Moments(double[] values, int rows, int columns)
    {
        var moments = new double[columns * columns];
        for (var r = 0; r < rows; r++)
        {
            var row = values.AsSpan(r * columns, columns);
            for (var i = 0; i < columns; i++)
            {
                var at = row[i];
                var to = moments.AsSpan(i * columns, i + 1);
                for (var j = 0; j < to.Length; j++) to[j] += at * row[j];
            }
        }

        for (var i = 0; i < columns; i++)
        for (var j = 0; j <= i; j++)
            moments[j * columns + i] = moments[i * columns + j] /= rows;
        return moments;
    }

    /// <summary>Solves (matrix + shrinkage·1)·x = right for several right-hand sides, [sides, columns], by Cholesky's factors.</summary>
    public static double[] Solve(double[] matrix, double shrinkage, double[] right, int sides, int columns)
    {
        var lower = (double[])matrix.Clone();
        for (var j = 0; j < columns; j++)
        {
            var pivot = lower[j * columns + j] + shrinkage;
            var row = lower.AsSpan(j * columns, j);
            foreach (var l in row) pivot -= l * l;
            if (!(pivot > 0)) throw new ArgumentException("The covariance of genes is not positive. Some value is far out of scale; log-normalise the data first.");
            lower[j * columns + j] = Math.Sqrt(pivot);
            for (var i = j + 1; i < columns; i++)
            {
                var sum = lower[i * columns + j];
                var other = lower.AsSpan(i * columns, j);
                for (var k = 0; k < other.Length; k++) sum -= other[k] * row[k];
                lower[i * columns + j] = sum / lower[j * columns + j];
            }
        }

        var x = (double[])right.Clone();
        for (var s = 0; s < sides; s++)
        {
            var side = x.AsSpan(s * columns, columns);
            for (var i = 0; i < columns; i++)
            {
                for (var k = 0; k < i; k++) side[i] -= lower[i * columns + k] * side[k];
                side[i] /= lower[i * columns + i];
            }

            for (var i = columns - 1; i >= 0; i--)
            {
                for (var k = i + 1; k < columns; k++) side[i] -= lower[k * columns + i] * side[k];
                side[i] /= lower[i * columns + i];
            }
        }

        return x;
    }
}
