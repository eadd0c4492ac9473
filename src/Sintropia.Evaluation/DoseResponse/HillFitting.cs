using Sintropia.Evaluation.Fitting;

namespace Sintropia.Evaluation.DoseResponse;

/// <summary>
/// Fits a Hill curve: over a grid of potencies and slopes the two levels follow linearly (variable projection: Golub and Pereyra 1973, doi:10.1137/0710036); from the best three places of the grid
/// all parameters are refined together. So starts are fixed and no local minimum near the doses is missed.
/// </summary>
internal sealed class HillFitting
{
    public const int Zero = 0, Infinite = 1, Half = 2, Slope = 3;
    private const int Potencies = 41, Starts = 3;
    private static readonly double[] Slopes = [0.1, 0.3, 0.6, 1, 1.6, 2.8, 5];

    private readonly double[] _logDoses, _responses, _weights;
    private readonly DoseResponseOptions _options;

    /// <param name="doses">Doses ≥ 0; shape [points].</param>
    /// <param name="responses">Finite; shape [points].</param>
    /// <param name="options">The curve.</param>
    public HillFitting(double[] doses, double[] responses, DoseResponseOptions options)
    {
        (_logDoses, _responses, _options) = (Array.ConvertAll(doses, d => d > 0 ? Math.Log(d) : double.NegativeInfinity), responses, options);
        _weights = new double[doses.Length];
        Array.Fill(_weights, 1);
        var positive = _logDoses.Where(double.IsFinite).ToArray();
        var beyond = Math.Log(options.Beyond);
        Low = [options.Zero ?? options.ZeroWithin.Low, options.InfiniteWithin.Low, positive.Min() - beyond, Math.Log(options.SlopeWithin.Low)];
        High = [options.Zero ?? options.ZeroWithin.High, options.InfiniteWithin.High, positive.Max() + beyond, Math.Log(options.SlopeWithin.High)];
    }

    /// <summary>Bounds of E₀, E∞, ln EC50 and ln h.</summary>
    public double[] Low { get; }

    public double[] High { get; }

    public int Count => _responses.Length;

    public double[] Responses => _responses;

    /// <summary>The same doses, weights and bounds with other responses.</summary>
    public HillFitting With(double[] responses) => new(this, responses);

    private HillFitting(HillFitting like, double[] responses) => (_logDoses, _weights, _options, Low, High, _responses) = (like._logDoses, like._weights, like._options, like.Low, like.High, responses);

    public static HillCurve Curve(ReadOnlySpan<double> p) => new(p[Zero], p[Infinite], Math.Exp(p[Half]), Math.Exp(p[Slope]));

    public double Predicted(ReadOnlySpan<double> p, int i)
    {
        var share = double.IsNegativeInfinity(_logDoses[i]) ? 0 : Logistic(Math.Exp(p[Slope]) * (_logDoses[i] - p[Half]));
        return p[Zero] + (p[Infinite] - p[Zero]) * share;
    }

    public void Residuals(ReadOnlySpan<double> p, Span<double> into)
    {
        for (var i = 0; i < into.Length; i++) into[i] = _weights[i] * (Predicted(p, i) - _responses[i]);
    }

    /// <summary>The curve of least squares; with weights by distance where the options say so.</summary>
    public Minimum Fit()
    {
        var best = Refined(Places());
        if (!_options.Robust) return best;
        for (var round = 0; round < 30; round++)
        {
            var before = best.At;
            Weigh(best.At);
            best = round == 0 ? Refined([.. Places(), best.At]) : BoundedLeastSquares.Minimise(Residuals, Count, best.At, Low, High);
            if (Enumerable.Range(0, 4).All(p => Math.Abs(best.At[p] - before[p]) < 1e-9)) break;
        }

        return best;
    }

    /// <summary>From a place known to be near, and from the grid's best one: for resamples.</summary>
    public Minimum FitFrom(double[] near) => Refined([near, .. Places().Take(1)]);

    /// <summary>From one place alone, where a grid for every resample would cost too much.</summary>
    public Minimum FitNear(double[] near) => Refined([near]);

    private Minimum Refined(IEnumerable<double[]> starts)
    {
        Minimum? best = null;
        foreach (var start in starts)
        {
            var found = BoundedLeastSquares.Minimise(Residuals, Count, start, Low, High);
            if (best is null || found.Squares < best.Value.Squares) best = found;
        }

        return best!.Value;
    }

    private void Weigh(double[] at)
    {
        var distances = Enumerable.Range(0, Count).Select(i => Math.Abs(Predicted(at, i) - _responses[i])).ToArray();
        var sorted = distances.Where(d => d > 0).Order().ToArray();
        if (sorted.Length == 0) return;
        var limit = 1.345 * 1.4826 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        for (var i = 0; i < Count; i++) _weights[i] = distances[i] <= limit ? 1 : Math.Sqrt(limit / distances[i]);
    }

    private List<double[]> Places()
    {
        var grid = new List<(double Squares, double[] At)>();
        var shares = new double[Count];
        foreach (var slope in Slopes.Select(s => Math.Clamp(Math.Log(s), Low[Slope], High[Slope])).Distinct())
            for (var k = 0; k < Potencies; k++)
            {
                var half = Low[Half] + (High[Half] - Low[Half]) * k / (Potencies - 1);
                for (var i = 0; i < Count; i++) shares[i] = double.IsNegativeInfinity(_logDoses[i]) ? 0 : Logistic(Math.Exp(slope) * (_logDoses[i] - half));
                var (zero, infinite, squares) = Levels(shares);
                if (double.IsFinite(squares)) grid.Add((squares, [zero, infinite, half, slope]));
            }

        var chosen = new List<double[]>();
        foreach (var (_, at) in grid.OrderBy(g => g.Squares)) // stable: ties keep the order of the grid
        {
            if (chosen.TrueForAll(c => Math.Abs(c[Half] - at[Half]) > 1 || Math.Abs(c[Slope] - at[Slope]) > 0.7)) chosen.Add(at);
            if (chosen.Count == Starts) break;
        }

        return chosen;
    }

    /// <summary>The two levels of least squares within their bounds, for given shares: z(1 − s) + v·s.</summary>
    private (double Zero, double Infinite, double Squares) Levels(double[] shares)
    {
        double aa = 0, ab = 0, bb = 0, ay = 0, by = 0;
        for (var i = 0; i < Count; i++)
        {
            double w = _weights[i] * _weights[i], b = shares[i], a = 1 - b, y = _responses[i];
            aa += w * a * a;
            ab += w * a * b;
            bb += w * b * b;
            ay += w * a * y;
            by += w * b * y;
        }

        double InfiniteFor(double z) => Math.Clamp(bb > 1e-12 ? (by - z * ab) / bb : z, Low[Infinite], High[Infinite]);
        double ZeroFor(double v) => Math.Clamp(aa > 1e-12 ? (ay - v * ab) / aa : v, Low[Zero], High[Zero]);
        (double, double, double) Judged(double z, double v)
        {
            double sum = 0;
            for (var i = 0; i < Count; i++) sum += Math.Pow(_weights[i] * (z + (v - z) * shares[i] - _responses[i]), 2);
            return (z, v, sum);
        }

        if (Low[Zero] == High[Zero]) return Judged(Low[Zero], InfiniteFor(Low[Zero]));
        var determinant = aa * bb - ab * ab;
        var candidates = new List<(double, double, double)>();
        if (determinant > 1e-12 * aa * bb)
        {
            double z = (ay * bb - by * ab) / determinant, v = (by * aa - ay * ab) / determinant;
            if (z >= Low[Zero] && z <= High[Zero] && v >= Low[Infinite] && v <= High[Infinite]) return Judged(z, v);
            foreach (var bound in new[] { Low[Zero], High[Zero] }.Where(double.IsFinite)) candidates.Add(Judged(bound, InfiniteFor(bound)));
            foreach (var bound in new[] { Low[Infinite], High[Infinite] }.Where(double.IsFinite)) candidates.Add(Judged(ZeroFor(bound), bound));
        }

        return candidates.Count > 0 ? candidates.MinBy(c => c.Item3) : (double.NaN, double.NaN, double.NaN);
    }

    private static double Logistic(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));
}
