namespace Sintropia.Data.Projections;

/// <summary>Eigenvalues and vectors of a symmetric matrix: Householder's tridiagonal form, then implicit QL steps.</summary>
/// <remarks>Wilkinson and Reinsch 1971, Handbook for Automatic Computation II/2 and II/3 (tred2, tql2). Only + − × ÷ √ in one order, so the bits do not depend on machine or threads.</remarks>
internal static class SymmetricEigen
{
    private const double Epsilon = 2.220446049250313e-16;
    private const int Steps = 60;

    /// <summary>All pairs, greatest eigenvalue first.</summary>
    /// <param name="matrix">[n, n]; used up.</param>
    /// <param name="n">Its order.</param>
    /// <returns>Values, [n], and vectors of length one, [n, n] with a vector a row.</returns>
    public static (double[] Values, double[] Vectors) Of(double[] matrix, int n)
    {
        if (n == 0) return ([], []);
        var (diagonal, beside) = (new double[n], new double[n]);
        return Sorted(diagonal, beside, Tridiagonal(matrix, diagonal, beside, n), n);
    }

    /// <summary>All pairs of a matrix of three diagonals, greatest eigenvalue first.</summary>
    /// <param name="diagonal">[n]; used up.</param>
    /// <param name="beside">What stands beside it, [n], of which the last counts for nothing; used up.</param>
    public static (double[] Values, double[] Vectors) OfThreeDiagonals(double[] diagonal, double[] beside)
    {
        var n = diagonal.Length;
        var unit = new double[n * n];
        for (var i = 0; i < n; i++) unit[i * n + i] = 1;
        return Sorted(diagonal, beside, unit, n);
    }

    private static (double[] Values, double[] Vectors) Sorted(double[] diagonal, double[] beside, double[] vectors, int n)
    {
        Diagonalise(diagonal, beside, vectors, n);
        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(i => diagonal[i])];
        var sorted = new double[n * n];
        for (var i = 0; i < n; i++) vectors.AsSpan(order[i] * n, n).CopyTo(sorted.AsSpan(i * n));
        return (Array.ConvertAll(order, i => diagonal[i]), sorted);
    }

    /// <summary>Reflects the matrix to three diagonals: A = Q·T·Qᵀ. Returns Qᵀ, whose rows the QL steps then turn into eigenvectors.</summary>
    private static double[] Tridiagonal(double[] a, double[] diagonal, double[] beside, int n)
    {
        var mirrors = new double[n][];
        var p = new double[n];
        for (var k = 0; k < n - 2; k++)
        {
            var v = new double[n];
            var norm = 0.0;
            for (var i = k + 1; i < n; i++) norm += a[i * n + k] * a[i * n + k];
            norm = Math.Sqrt(norm);
            if (norm == 0) continue;
            if (a[(k + 1) * n + k] > 0) norm = -norm;
            for (var i = k + 1; i < n; i++) v[i] = a[i * n + k];
            v[k + 1] -= norm;
            var square = 0.0;
            for (var i = k + 1; i < n; i++) square += v[i] * v[i];
            if (square == 0) continue;
            var length = Math.Sqrt(square);
            for (var i = k + 1; i < n; i++) v[i] /= length;
            mirrors[k] = v;

            // A ← (1 − 2vvᵀ)·A·(1 − 2vvᵀ) = A − 2vwᵀ − 2wvᵀ with w = Av − (vᵀAv)v
            var along = 0.0;
            for (var i = k; i < n; i++)
            {
                p[i] = Vectors.Dot(a.AsSpan(i * n + k + 1, n - k - 1), v.AsSpan(k + 1));
                along += v[i] * p[i];
            }

            for (var i = k + 1; i < n; i++) p[i] -= along * v[i];
            for (var i = k; i < n; i++)
            {
                var row = a.AsSpan(i * n + k, n - k);
                Vectors.Add(row, -2 * v[i], p.AsSpan(k));
                Vectors.Add(row, -2 * p[i], v.AsSpan(k));
            }
        }

        for (var i = 0; i < n; i++)
        {
            diagonal[i] = a[i * n + i];
            if (i > 0) beside[i - 1] = a[i * n + i - 1];
        }

        // Qᵀ = H(n−3)···H(0): mirrors are applied to the rows of the identity from the last to the first, from the right.
        var q = new double[n * n];
        for (var i = 0; i < n; i++) q[i * n + i] = 1;
        for (var k = n - 3; k >= 0; k--)
        {
            if (mirrors[k] is not { } v) continue;
            for (var i = k + 1; i < n; i++)
            {
                var row = q.AsSpan(i * n + k + 1, n - k - 1);
                Vectors.Add(row, -2 * Vectors.Dot(row, v.AsSpan(k + 1)), v.AsSpan(k + 1));
            }
        }

        return q;
    }

    private static void Diagonalise(double[] d, double[] e, double[] rows, int n)
    {
        for (var l = 0; l < n; l++)
        {
            for (var step = 0; ; step++)
            {
                var m = l;
                while (m < n - 1 && Math.Abs(e[m]) > Epsilon * (Math.Abs(d[m]) + Math.Abs(d[m + 1]))) m++;
                if (m == l) break;
                if (step == Steps) throw new InvalidOperationException($"Eigenvalue {l} of {n} was not found in {Steps} steps. The matrix holds values that are far out of scale; normalise it first.");

                var g = (d[l + 1] - d[l]) / (2 * e[l]);
                var r = Math.Sqrt(g * g + 1);
                g = d[m] - d[l] + e[l] / (g + (g >= 0 ? r : -r));
                var (s, c, p) = (1.0, 1.0, 0.0);
                var i = m - 1;
                for (; i >= l; i--)
                {
                    var (f, b) = (s * e[i], c * e[i]);
                    r = Math.Sqrt(f * f + g * g);
                    e[i + 1] = r;
                    if (r == 0)
                    {
                        d[i + 1] -= p;
                        e[m] = 0;
                        break;
                    }

                    (s, c) = (f / r, g / r);
                    g = d[i + 1] - p;
                    r = (d[i] - g) * s + 2 * c * b;
                    p = s * r;
                    d[i + 1] = g + p;
                    g = c * r - b;
                    Turn(rows.AsSpan(i * n, n), rows.AsSpan((i + 1) * n, n), c, s);
                }

                if (i >= l) continue;
                d[l] -= p;
                e[l] = g;
                e[m] = 0;
            }
        }
    }

    private static void Turn(Span<double> low, Span<double> high, double c, double s)
    {
        for (var k = 0; k < low.Length; k++)
        {
            var f = high[k];
            high[k] = s * low[k] + c * f;
            low[k] = c * low[k] - s * f;
        }
    }
}
