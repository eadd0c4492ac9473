namespace Sintropia.Predictors.Baselines;

/// <summary>Solves A·X = B for a small symmetric positive definite A, by Cholesky's factor.</summary>
internal static class PositiveSystem
{
    /// <param name="a">[n][n]; used up.</param>
    /// <param name="b">[n][m]; becomes X.</param>
    public static void Solve(double[][] a, double[][] b)
    {
        for (var j = 0; j < a.Length; j++)
        {
            for (var k = 0; k < j; k++) a[j][j] -= a[j][k] * a[j][k];
            if (!(a[j][j] > 0)) throw new ArgumentException("The system has no single solution: features depend on each other, and nothing penalises them. Give a penalty above 0.");
            a[j][j] = Math.Sqrt(a[j][j]);
            for (var i = j + 1; i < a.Length; i++)
            {
                for (var k = 0; k < j; k++) a[i][j] -= a[i][k] * a[j][k];
                a[i][j] /= a[j][j];
            }
        }

        for (var column = 0; column < b[0].Length; column++)
        {
            for (var i = 0; i < a.Length; i++)
            {
                for (var k = 0; k < i; k++) b[i][column] -= a[i][k] * b[k][column];
                b[i][column] /= a[i][i];
            }

            for (var i = a.Length - 1; i >= 0; i--)
            {
                for (var k = i + 1; k < a.Length; k++) b[i][column] -= a[k][i] * b[k][column];
                b[i][column] /= a[i][i];
            }
        }
    }

    /// <summary>Σ over rows of xᵢ·xⱼ, with a penalty on the diagonal.</summary>
    public static double[][] Gram(IReadOnlyList<double[]> rows, int width, double penalty)
    {
        var gram = Enumerable.Range(0, width).Select(_ => new double[width]).ToArray();
        foreach (var row in rows)
            for (var i = 0; i < width; i++)
                for (var j = 0; j < width; j++) gram[i][j] += row[i] * row[j];
        for (var i = 0; i < width; i++) gram[i][i] += penalty;
        return gram;
    }
}
