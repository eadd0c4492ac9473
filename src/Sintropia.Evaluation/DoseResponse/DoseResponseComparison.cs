using Sintropia.Evaluation.Fitting;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.DoseResponse;

/// <summary>Whether two sets of responses have one curve, and whether they have one potency. By the extra sum of squares (F test of nested models: Bates and Watts 1988, ch. 3).</summary>
/// <param name="First">Curve of the first.</param>
/// <param name="Second">Curve of the second.</param>
/// <param name="PotencyRatio">EC50 of the second over EC50 of the first, both with curves of their own; by profile likelihood.</param>
/// <param name="SameCurve">p value of one curve for both.</param>
/// <param name="SamePotency">p value of one EC50 for both, where other parameters differ.</param>
/// <param name="Failure">Why they cannot be compared; null if they can.</param>
public sealed record DoseResponseComparison(DoseResponseFit First, DoseResponseFit Second, Interval PotencyRatio, double SameCurve, double SamePotency, string? Failure)
{
    /// <summary>Compares two.</summary>
    /// <param name="first">Responses of the first.</param>
    /// <param name="second">Responses of the second, in the same units.</param>
    /// <param name="options">The kind of curve; null for viabilities.</param>
    /// <remarks>A flat set has no potency: the ratio is NaN, the test of one curve still holds.</remarks>
    public static DoseResponseComparison Of(IReadOnlyList<DosePoint> first, IReadOnlyList<DosePoint> second, DoseResponseOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        options = (options ?? DoseResponseOptions.Viability).Checked();
        DoseResponseFit one = DoseResponseFit.Of(first, options), two = DoseResponseFit.Of(second, options);
        var unknown = new Interval(double.NaN, double.NaN, double.NaN);
        if (one.Outcome == FitOutcome.Failed || two.Outcome == FitOutcome.Failed)
            return new(one, two, unknown, double.NaN, double.NaN, one.Outcome == FitOutcome.Failed ? $"The first has no curve: {one.Reason}" : $"The second has no curve: {two.Reason}");

        var bothOptions = options with { Intervals = IntervalMethod.None, Significance = 1 };
        var both = DoseResponseFit.Of([.. first, .. second], bothOptions);
        int points = one.Points + two.Points, free = options.FreeParameters, left = points - 2 * free;
        if (left <= 0) return new(one, two, unknown, double.NaN, double.NaN, $"{points} responses leave nothing to judge two curves of {free} parameters by. Measure more doses or replicates.");
        var apart = one.Squares + two.Squares;
        var sameCurve = Nested(both.Squares, apart, free, left);
        if (one.Outcome == FitOutcome.Flat || two.Outcome == FitOutcome.Flat) return new(one, two, unknown, sameCurve, double.NaN, null);
        var joint = new JointCurves(first, second, one, two, options);
        var ratio = joint.Ratio(options.CriticalRatio(left), left);
        return new(one, two, ratio, sameCurve, Nested(joint.Squares(0), apart, 1, left), null);
    }

    private static double Nested(double together, double apart, int extra, int left) => FisherF.Above((together - apart) / extra / (apart / left), extra, left);

    /// <summary>Two curves whose potencies stand in a given ratio.</summary>
    private sealed class JointCurves
    {
        private readonly HillFitting _a, _b;
        private readonly double[] _near;

        public JointCurves(IReadOnlyList<DosePoint> first, IReadOnlyList<DosePoint> second, DoseResponseFit one, DoseResponseFit two, DoseResponseOptions options)
        {
            (_a, _b) = (Fitting(first, options), Fitting(second, options));
            _near = [one.Curve.Zero, one.Curve.Infinite, Math.Log(one.Curve.HalfDose), Math.Log(one.Curve.Slope), two.Curve.Zero, two.Curve.Infinite, Math.Log(two.Curve.HalfDose), Math.Log(two.Curve.Slope)];
        }

        /// <summary>Least squares of both with ln ratio given.</summary>
        public double Squares(double ratio)
        {
            double[] low = [.. _a.Low, .. _b.Low], high = [.. _a.High, .. _b.High], near = [.. _near];
            (low[6], high[6]) = (0, 0); // follows from the first
            var shared = (near[2] + near[6] - ratio) / 2;
            void Residuals(ReadOnlySpan<double> p, Span<double> into)
            {
                _a.Residuals(p[..4], into[.._a.Count]);
                double[] second = [p[4], p[5], p[2] + ratio, p[7]];
                _b.Residuals(second, into[_a.Count..]);
            }

            var least = double.PositiveInfinity;
            foreach (var start in new[] { shared, near[2], near[6] - ratio })
            {
                near[2] = start;
                least = Math.Min(least, BoundedLeastSquares.Minimise(Residuals, _a.Count + _b.Count, near, low, high).Squares);
            }

            return least;
        }

        public Interval Ratio(double critical, int left)
        {
            var estimate = _near[6] - _near[2];
            var limit = Squares(estimate) * (1 + critical / left);
            return new(Math.Exp(estimate), Math.Exp(End(estimate, -0.05, limit)), Math.Exp(End(estimate, 0.05, limit)));
        }

        private double End(double from, double step, double limit)
        {
            double inside = from, outside = from + step;
            while (Squares(outside) <= limit)
            {
                if (Math.Abs(outside - from) > 25) return step < 0 ? double.NegativeInfinity : double.PositiveInfinity;
                step *= 1.5;
                (inside, outside) = (outside, outside + step);
            }

            for (var i = 0; i < 40; i++)
            {
                var middle = (inside + outside) / 2;
                if (Squares(middle) <= limit) inside = middle;
                else outside = middle;
            }

            return inside;
        }

        private static HillFitting Fitting(IReadOnlyList<DosePoint> points, DoseResponseOptions options)
        {
            var usable = points.Where(p => double.IsFinite(p.Response) && double.IsFinite(p.Dose) && p.Dose >= 0 && (p.Dose > 0 || options.Zero is null)).ToArray();
            return new([.. usable.Select(p => p.Dose)], [.. usable.Select(p => p.Response)], options);
        }
    }
}
