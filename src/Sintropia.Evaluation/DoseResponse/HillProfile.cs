using Sintropia.Evaluation.Fitting;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.DoseResponse;

/// <summary>Ends of intervals by profile likelihood.</summary>
internal sealed class HillProfile
{
    private readonly HillFitting _fitting;
    private readonly Minimum _best;
    private readonly double _limit;

    /// <param name="fitting">What was fitted.</param>
    /// <param name="best">The fit.</param>
    /// <param name="degreesOfFreedom">Points less free parameters; without any there are no ends.</param>
    /// <param name="options">Confidence.</param>
    public HillProfile(HillFitting fitting, Minimum best, int degreesOfFreedom, DoseResponseOptions options)
    {
        (_fitting, _best) = (fitting, best);
        _limit = degreesOfFreedom > 0 ? best.Squares * (1 + options.CriticalRatio(degreesOfFreedom) / degreesOfFreedom) : double.NaN;
    }

    /// <summary>Of one of the four parameters, on its inner scale; an end that the responses do not decide is the bound.</summary>
    public (double Low, double High) Of(int parameter)
    {
        if (_fitting.Low[parameter] == _fitting.High[parameter]) return (_best.At[parameter], _best.At[parameter]);
        if (double.IsNaN(_limit)) return (double.NaN, double.NaN);
        var step = parameter is HillFitting.Half or HillFitting.Slope ? 0.05 : 0.02 * Math.Max(1e-6, _fitting.Responses.Max() - _fitting.Responses.Min());
        (double, double[]) Squares(double value, double[] near)
        {
            double[] low = [.. _fitting.Low], high = [.. _fitting.High];
            low[parameter] = high[parameter] = value;
            var found = BoundedLeastSquares.Minimise(_fitting.Residuals, _fitting.Count, near, low, high);
            return (found.Squares, found.At);
        }

        return (End(Squares, _best.At[parameter], -step, _fitting.Low[parameter], _best.At), End(Squares, _best.At[parameter], step, _fitting.High[parameter], _best.At));
    }

    /// <summary>Of the logarithm of the dose with a response; −∞ or +∞ where the responses do not decide an end.</summary>
    /// <param name="level">The response.</param>
    /// <param name="estimate">Its dose on the best curve; +∞ where that ends before.</param>
    public (double Low, double High) OfLevel(double level, double estimate)
    {
        if (double.IsNaN(_limit) || double.IsNaN(estimate) || estimate == 0) return (double.NaN, double.NaN);
        var falling = _best.At[HillFitting.Zero] > level;
        double[] low = [.. _fitting.Low], high = [.. _fitting.High];
        var gap = 1e-6 * Math.Abs(_best.At[HillFitting.Zero] - level);
        if (falling) (low[0], high[1]) = (Math.Max(low[0], level + gap), Math.Min(high[1], level - gap));
        else (high[0], low[1]) = (Math.Min(high[0], level - gap), Math.Max(low[1], level + gap));
        if (low[0] > high[0] || low[1] > high[1]) return (double.PositiveInfinity, double.PositiveInfinity);
        double floor = _fitting.Low[HillFitting.Half] - 2, ceiling = _fitting.High[HillFitting.Half] + 2;

        (double, double[]) Squares(double value, double[] near)
        {
            var fixedLow = (double[])low.Clone();
            var fixedHigh = (double[])high.Clone();
            fixedLow[HillFitting.Half] = fixedHigh[HillFitting.Half] = value;
            void Shifted(ReadOnlySpan<double> q, Span<double> into) => _fitting.Residuals(Through(q, level), into);
            var found = BoundedLeastSquares.Minimise(Shifted, _fitting.Count, near, fixedLow, fixedHigh);
            return (found.Squares, found.At);
        }

        var reached = double.IsFinite(estimate);
        var start = reached ? Math.Log(estimate) : ceiling;
        double[] near = [.. _best.At];
        near[HillFitting.Half] = start;
        for (var p = 0; p < 2; p++) near[p] = Math.Clamp(near[p], low[p], high[p]);
        if (!reached && Squares(start, near).Item1 > _limit) return (double.PositiveInfinity, double.PositiveInfinity);
        var lower = End(Squares, start, -0.05, floor, near);
        var upper = reached ? End(Squares, start, 0.05, ceiling, near) : double.PositiveInfinity;
        return (lower <= floor ? double.NegativeInfinity : lower, upper >= ceiling ? double.PositiveInfinity : upper);
    }

    /// <summary>E₀, E∞, ln dose at the level, ln h → E₀, E∞, ln EC50, ln h.</summary>
    private static double[] Through(ReadOnlySpan<double> q, double level)
    {
        var share = (q[0] - level) / (q[0] - q[1]);
        return [q[0], q[1], q[2] - Math.Log(share / (1 - share)) / Math.Exp(q[3]), q[3]];
    }

    /// <summary>Steps that widen until the sum of squares is too large, then halves.</summary>
    private double End(Func<double, double[], (double Squares, double[] At)> squares, double from, double step, double bound, double[] near)
    {
        if (!(_best.Squares > 0)) return from;
        double inside = from, outside;
        var at = near;
        while (true)
        {
            outside = step < 0 ? Math.Max(inside + step, bound) : Math.Min(inside + step, bound);
            if (outside == inside) return bound;
            var (value, there) = squares(outside, at);
            if (value > _limit) break;
            (inside, at) = (outside, there);
            if (outside == bound || Math.Abs(outside - from) > 1e6 * Math.Max(1, Math.Abs(from))) return double.IsFinite(bound) ? bound : step < 0 ? double.NegativeInfinity : double.PositiveInfinity;
            step *= 1.5;
        }

        for (var i = 0; i < 60 && Math.Abs(outside - inside) > 1e-7 * Math.Max(1e-3, Math.Abs(inside)); i++)
        {
            var middle = (inside + outside) / 2;
            var (value, there) = squares(middle, at);
            if (value > _limit) outside = middle;
            else (inside, at) = (middle, there);
        }

        return (inside + outside) / 2;
    }
}
