namespace Sintropia.Data.Preprocessing;

/// <summary>The solution of least squares of few unknowns, and the shortest one where columns hang together.</summary>
internal static class LeastSquares
{
    private const int Sweeps = 40;
    private const double Epsilon = 2.220446049250313e-16; // 2⁻⁵²

    /// <summary>Minimises ‖A·s − right‖: columns are scaled to length one, A is reduced to a triangle, and the triangle's small singular values (below 100 ε of the largest) count as none.</summary>
    /// <param name="rows">A, [rows, unknowns]; used up.</param>
    /// <param name="right">The right-hand side, [rows]; used up.</param>
    /// <param name="unknowns">How many; few.</param>
    public static double[] Solve(double[] rows, double[] right, int unknowns)
    {
        var lengths = Equilibrate(rows, unknowns);
        Triangulate(rows, right, unknowns);
        var (u, v) = (new double[unknowns * unknowns], new double[unknowns * unknowns]);
        for (var i = 0; i < unknowns; i++)
        {
            for (var j = i; j < unknowns && i * unknowns + j < rows.Length; j++) u[i * unknowns + j] = rows[i * unknowns + j];
            v[i * unknowns + i] = 1;
        }

        Rotate(u, v, unknowns);
        var sigmas = new double[unknowns];
        for (var j = 0; j < unknowns; j++) sigmas[j] = Math.Sqrt(Dot(u, u, j, j, unknowns));
        var least = sigmas.Max() * (100 * Epsilon);
        var solution = new double[unknowns];
        for (var j = 0; j < unknowns; j++)
        {
            if (!(sigmas[j] > least)) continue;
            var along = 0.0;
            for (var i = 0; i < unknowns; i++) along += u[i * unknowns + j] * right[i];
            along /= sigmas[j] * sigmas[j];
            for (var i = 0; i < unknowns; i++) solution[i] += v[i * unknowns + j] * along;
        }

        for (var j = 0; j < unknowns; j++) solution[j] /= lengths[j];
        return solution;
    }

    private static double[] Equilibrate(double[] rows, int unknowns)
    {
        var lengths = new double[unknowns];
        for (var i = 0; i < rows.Length; i++) lengths[i % unknowns] += rows[i] * rows[i];
        for (var j = 0; j < unknowns; j++) lengths[j] = lengths[j] > 0 ? Math.Sqrt(lengths[j]) : 1;
        for (var i = 0; i < rows.Length; i++) rows[i] /= lengths[i % unknowns];
        return lengths;
    }

    /// <summary>Householder's reflections.</summary>
    private static void Triangulate(double[] a, double[] right, int unknowns)
    {
        var rows = right.Length;
        for (var j = 0; j < Math.Min(unknowns, rows); j++)
        {
            var length = 0.0;
            for (var i = j; i < rows; i++) length += a[i * unknowns + j] * a[i * unknowns + j];
            length = Math.Sqrt(length);
            if (length == 0) continue;
            if (a[j * unknowns + j] > 0) length = -length;
            var mirror = new double[rows - j];
            for (var i = j; i < rows; i++) mirror[i - j] = a[i * unknowns + j];
            mirror[0] -= length;
            var scale = 0.0;
            foreach (var m in mirror) scale += m * m;
            for (var c = j; c < unknowns; c++)
            {
                var dot = 0.0;
                for (var i = j; i < rows; i++) dot += mirror[i - j] * a[i * unknowns + c];
                for (var i = j; i < rows; i++) a[i * unknowns + c] -= 2 * dot / scale * mirror[i - j];
            }

            var along = 0.0;
            for (var i = j; i < rows; i++) along += mirror[i - j] * right[i];
            for (var i = j; i < rows; i++) right[i] -= 2 * along / scale * mirror[i - j];
        }
    }

    /// <summary>One-sided Jacobi: turns pairs of columns of u, and v with them, until all are orthogonal.</summary>
    private static void Rotate(double[] u, double[] v, int n)
    {
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var turned = false;
            for (var p = 0; p < n - 1; p++)
            for (var q = p + 1; q < n; q++)
            {
                var (pp, qq, pq) = (Dot(u, u, p, p, n), Dot(u, u, q, q, n), Dot(u, u, p, q, n));
                if (Math.Abs(pq) <= 1e-16 * Math.Sqrt(pp * qq)) continue;
                turned = true;
                var zeta = (qq - pp) / (2 * pq);
                var t = (zeta >= 0 ? 1 : -1) / (Math.Abs(zeta) + Math.Sqrt(1 + zeta * zeta));
                var c = 1 / Math.Sqrt(1 + t * t);
                Turn(u, p, q, c, c * t, n);
                Turn(v, p, q, c, c * t, n);
            }

            if (!turned) return;
        }
    }

    private static void Turn(double[] a, int p, int q, double c, double s, int n)
    {
        for (var i = 0; i < n; i++) (a[i * n + p], a[i * n + q]) = (c * a[i * n + p] - s * a[i * n + q], s * a[i * n + p] + c * a[i * n + q]);
    }

    private static double Dot(double[] a, double[] b, int p, int q, int n)
    {
        var sum = 0.0;
        for (var i = 0; i < n; i++) sum += a[i * n + p] * b[i * n + q];
        return sum;
    }
}
