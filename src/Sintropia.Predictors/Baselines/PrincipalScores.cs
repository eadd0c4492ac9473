namespace Sintropia.Predictors.Baselines;

/// <summary>Principal components of a small table by rotations.</summary>
internal static class PrincipalScores
{
    private const int MostSweeps = 60;
    private const double Small = 1e-14;

    /// <summary>Scores [rows][components], the component of the greatest variance first; the sign makes each component's largest loading positive.</summary>
    public static double[][] Of(IReadOnlyList<double[]> rows, int components)
    {
        var (count, width) = (rows.Count, rows[0].Length);
        var means = Enumerable.Range(0, width).Select(c => rows.Average(r => r[c])).ToArray();
        double[][] centred = [.. rows.Select(r => r.Zip(means, (v, m) => v - m).ToArray())];
        var gram = new double[width, width];
        foreach (var row in centred)
            for (var i = 0; i < width; i++)
                for (var j = 0; j <= i; j++) gram[i, j] = gram[j, i] += row[i] * row[j];
        var vectors = Diagonalise(gram, width);
        int[] order = [.. Enumerable.Range(0, width).OrderByDescending(i => gram[i, i]).Take(components)];
        foreach (var k in order)
        {
            var largest = Enumerable.Range(0, width).MaxBy(i => Math.Abs(vectors[i, k]));
            if (vectors[largest, k] < 0)
                for (var i = 0; i < width; i++)
                    vectors[i, k] = -vectors[i, k];
        }

        return [.. centred.Select(row => order.Select(k => Enumerable.Range(0, width).Sum(i => row[i] * vectors[i, k])).ToArray())];
    }

    // Jacobi's rotations (Golub and Van Loan, Matrix Computations, 8.5): the matrix becomes diagonal, vectors stand in columns.
    private static double[,] Diagonalise(double[,] a, int n)
    {
        var v = new double[n, n];
        for (var i = 0; i < n; i++) v[i, i] = 1;
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            double off = 0, all = 0;
            for (var i = 0; i < n; i++)
                for (var j = 0; j < n; j++) (off, all) = (off + (i == j ? 0 : a[i, j] * a[i, j]), all + a[i, j] * a[i, j]);
            if (off <= Small * Small * all) break;
            for (var p = 0; p < n; p++)
                for (var q = p + 1; q < n; q++)
                    if (a[p, q] != 0) Rotate(a, v, p, q, n);
        }

        return v;
    }

    private static void Rotate(double[,] a, double[,] v, int p, int q, int n)
    {
        var theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        var t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        var c = 1 / Math.Sqrt(t * t + 1);
        var s = t * c;
        for (var k = 0; k < n; k++) (a[k, p], a[k, q]) = (c * a[k, p] - s * a[k, q], s * a[k, p] + c * a[k, q]);
        for (var k = 0; k < n; k++) (a[p, k], a[q, k]) = (c * a[p, k] - s * a[q, k], s * a[p, k] + c * a[q, k]);
        for (var k = 0; k < n; k++) (v[k, p], v[k, q]) = (c * v[k, p] - s * v[k, q], s * v[k, p] + c * v[k, q]);
    }
}
