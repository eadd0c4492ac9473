namespace Sintropia.Design.Safety.Dependencies;

/// <summary>Solves A·X = B for a symmetric positive definite A, by Cholesky's factor, rows in parallel where that changes no order of additions.</summary>
internal sealed class PositiveSolve
{
    private readonly double[][] _factor;

    /// <param name="a">Shape [n][n]; only the lower half is read.</param>
    /// <param name="ridge">Added to the diagonal.</param>
    public PositiveSolve(double[][] a, double ridge)
    {
        var n = a.Length;
        _factor = [.. a.Select((row, i) => row[..(i + 1)])];
        for (var j = 0; j < n; j++)
        {
            var pivot = _factor[j];
            pivot[j] += ridge - Dot(pivot, pivot, j);
            if (!(pivot[j] > 0)) throw new ArgumentException("The system has no single solution: give a ridge above 0.", nameof(ridge));
            pivot[j] = Math.Sqrt(pivot[j]);
            var column = j;
            Parallel.For(j + 1, n, new ParallelOptions { MaxDegreeOfParallelism = n - j > 256 ? Environment.ProcessorCount : 1 }, i => _factor[i][column] = (_factor[i][column] - Dot(_factor[i], pivot, column)) / pivot[column]);
        }
    }

    /// <summary>X, a column at a time.</summary>
    /// <param name="columns">Columns of B; shape [columns][n].</param>
    /// <returns>Shape [columns][n].</returns>
    public double[][] Columns(IReadOnlyList<double[]> columns)
    {
        var n = _factor.Length;
        var transposed = new double[n][];
        for (var i = 0; i < n; i++)
        {
            transposed[i] = new double[n - i];
            for (var k = i; k < n; k++) transposed[i][k - i] = _factor[k][i];
        }

        var solved = new double[columns.Count][];
        Parallel.For(0, solved.Length, c =>
        {
            var x = (double[])columns[c].Clone();
            for (var i = 0; i < n; i++) x[i] = (x[i] - Dot(_factor[i], x, i)) / _factor[i][i];
            for (var i = n - 1; i >= 0; i--)
            {
                double sum = 0;
                for (var k = i + 1; k < n; k++) sum += transposed[i][k - i] * x[k];
                x[i] = (x[i] - sum) / _factor[i][i];
            }

            solved[c] = x;
        });
        return solved;
    }

    private static double Dot(double[] a, double[] b, int count)
    {
        double first = 0, second = 0, third = 0, fourth = 0;
        var i = 0;
        for (; i + 4 <= count; i += 4)
        {
            first += a[i] * b[i];
            second += a[i + 1] * b[i + 1];
            third += a[i + 2] * b[i + 2];
            fourth += a[i + 3] * b[i + 3];
        }

        for (; i < count; i++) first += a[i] * b[i];
        return first + second + (third + fourth);
    }
}
