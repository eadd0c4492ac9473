namespace Sintropia.Evaluation.Fitting;

/// <summary>
/// Least squares of a few parameters within bounds: Levenberg 1944 and Marquardt 1963 (doi:10.1137/0111030), with parameters that press against a bound left out of the step. A parameter whose
/// bounds are equal is fixed.
/// </summary>
internal static class BoundedLeastSquares
{
    private const int Iterations = 200;

    /// <summary>Writes residuals (first) of parameters (second).</summary>
    public delegate void Residuals(ReadOnlySpan<double> parameters, Span<double> residuals);

    /// <summary>From a start, which is brought within the bounds, to the minimum it leads to.</summary>
    /// <param name="residuals">Weighted residuals; what is not finite counts as very large.</param>
    /// <param name="count">How many residuals.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="low">Lower bounds.</param>
    /// <param name="high">Upper bounds.</param>
    public static Minimum Minimise(Residuals residuals, int count, ReadOnlySpan<double> start, ReadOnlySpan<double> low, ReadOnlySpan<double> high)
    {
        var n = start.Length;
        double[] at = start.ToArray(), trial = new double[n], now = new double[count], then = new double[count], gradient = new double[n], step = new double[n];
        double[,] jacobian = new double[count, n], normal = new double[n, n];
        for (var p = 0; p < n; p++) at[p] = Math.Clamp(at[p], low[p], high[p]);
        var squares = Evaluate(residuals, at, now);
        var damping = 1e-3;
        for (var iteration = 0; iteration < Iterations && squares > 0; iteration++)
        {
            Differentiate(residuals, at, low, high, jacobian, then, trial);
            var free = Normal(jacobian, now, at, low, high, normal, gradient);
            if (!free.Contains(true)) break;
            var improved = false;
            while (damping < 1e14)
            {
                if (!Step(normal, gradient, free, damping, step)) { damping *= 8; continue; }
                for (var p = 0; p < n; p++) trial[p] = Math.Clamp(at[p] + step[p], low[p], high[p]);
                var next = Evaluate(residuals, trial, then);
                if (next < squares)
                {
                    improved = squares - next > 1e-15 * squares;
                    (squares, damping) = (next, Math.Max(damping / 10, 1e-14));
                    trial.CopyTo(at, 0);
                    then.CopyTo(now, 0);
                    break;
                }

                damping *= 8;
            }

            if (!improved) break;
        }

        return new(at, squares);
    }

    private static double Evaluate(Residuals residuals, ReadOnlySpan<double> at, Span<double> into)
    {
        residuals(at, into);
        double sum = 0;
        foreach (var r in into) sum += r * r;
        return double.IsFinite(sum) ? sum : double.MaxValue;
    }

    private static void Differentiate(Residuals residuals, ReadOnlySpan<double> at, ReadOnlySpan<double> low, ReadOnlySpan<double> high, double[,] jacobian, double[] room, double[] moved)
    {
        var above = new double[room.Length];
        for (var p = 0; p < at.Length; p++)
        {
            if (low[p] == high[p]) continue;
            var step = 1e-6 * Math.Max(1, Math.Abs(at[p]));
            at.CopyTo(moved);
            double up = Math.Min(at[p] + step, high[p]), down = Math.Max(at[p] - step, low[p]);
            moved[p] = up;
            residuals(moved, above);
            moved[p] = down;
            residuals(moved, room);
            for (var i = 0; i < room.Length; i++) jacobian[i, p] = (above[i] - room[i]) / (up - down);
        }
    }

    private static bool[] Normal(double[,] jacobian, double[] residuals, double[] at, ReadOnlySpan<double> low, ReadOnlySpan<double> high, double[,] normal, double[] gradient)
    {
        var n = at.Length;
        var free = new bool[n];
        for (var p = 0; p < n; p++)
        {
            gradient[p] = 0;
            if (low[p] == high[p]) continue;
            for (var i = 0; i < residuals.Length; i++) gradient[p] += jacobian[i, p] * residuals[i];
            free[p] = double.IsFinite(gradient[p]) && !(at[p] <= low[p] && gradient[p] > 0) && !(at[p] >= high[p] && gradient[p] < 0);
        }

        for (var p = 0; p < n; p++)
            for (var q = 0; q < n; q++)
            {
                double sum = 0;
                if (free[p] && free[q])
                    for (var i = 0; i < residuals.Length; i++) sum += jacobian[i, p] * jacobian[i, q];
                normal[p, q] = sum;
            }

        return free;
    }

    /// <summary>(JᵀJ + damping·diag)·step = −gradient by elimination with pivots; parameters that are not free stay.</summary>
    private static bool Step(double[,] normal, double[] gradient, bool[] free, double damping, double[] step)
    {
        var index = Enumerable.Range(0, free.Length).Where(p => free[p]).ToArray();
        var n = index.Length;
        var a = new double[n, n + 1];
        double largest = 0;
        foreach (var p in index) largest = Math.Max(largest, normal[p, p]);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) a[i, j] = normal[index[i], index[j]];
            a[i, i] += damping * Math.Max(normal[index[i], index[i]], 1e-12 * largest + 1e-300);
            a[i, n] = -gradient[index[i]];
        }

        for (var column = 0; column < n; column++)
        {
            var pivot = column;
            for (var i = column + 1; i < n; i++) if (Math.Abs(a[i, column]) > Math.Abs(a[pivot, column])) pivot = i;
            if (!(Math.Abs(a[pivot, column]) > 0)) return false;
            for (var j = column; j <= n; j++) (a[column, j], a[pivot, j]) = (a[pivot, j], a[column, j]);
            for (var i = column + 1; i < n; i++)
            {
                var factor = a[i, column] / a[column, column];
                for (var j = column; j <= n; j++) a[i, j] -= factor * a[column, j];
            }
        }

        Array.Clear(step);
        for (var i = n - 1; i >= 0; i--)
        {
            var sum = a[i, n];
            for (var j = i + 1; j < n; j++) sum -= a[i, j] * step[index[j]];
            step[index[i]] = sum / a[i, i];
        }

        return index.All(p => double.IsFinite(step[p]));
    }
}
