using Sintropia.Biology.Numerics;

namespace Sintropia.Tensors.Kernels;

/// <summary>Functions in double, rounded to float once: slow, exact to half an ulp of float in all but rare ties.</summary>
internal static class PlainFunctions
{
    private const double SqrtTwo = 1.4142135623730951, TwoOverSqrtPi = 1.1283791670955126, HalfLogTwoPi = 0.9189385332046727, Pi = 3.141592653589793;

    public static double Exp(double x) => Elementary.Exp(x);

    public static double Expm1(double x) => Elementary.Expm1(x);

    public static double Log(double x) => Elementary.Log(x);

    public static double Log1p(double x)
    {
        if (Math.Abs(x) > 1e-4) return Elementary.Log(1 + x);
        return x * (1 - x * (0.5 - x * (1.0 / 3 - x * 0.25)));
    }

    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Exp(-x)) : Exp(x) / (1 + Exp(x));

    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Exp(-Math.Abs(x)));

    public static double Tanh(double x)
    {
        var e = Expm1(-2 * Math.Abs(x));
        return Math.CopySign(-e / (2 + e), x);
    }

    /// <summary>The error function: its series near 0, its continued fraction far from it.</summary>
    public static double Erf(double x)
    {
        if (double.IsNaN(x)) return x;
        var a = Math.Abs(x);
        if (a > 6) return Math.CopySign(1, x);
        if (a > 2.5) return Math.CopySign(1 - Erfc(a), x);

        double term = x, sum = x;
        for (var n = 1; n < 60; n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }

        return TwoOverSqrtPi * sum;
    }

    /// <summary>Φ, the normal distribution function.</summary>
    public static double Phi(double x) => x < -3.5 ? 0.5 * Erfc(-x / SqrtTwo) : 0.5 * (1 + Erf(x / SqrtTwo));

    /// <summary>φ, its density.</summary>
    public static double Density(double x) => Exp(-0.5 * x * x) * 0.3989422804014327;

    public static double LogGamma(double x)
    {
        if (double.IsNaN(x)) return x;
        if (double.IsInfinity(x)) return double.PositiveInfinity;
        if (x <= 0)
        {
            if (x == Math.Floor(x)) return double.PositiveInfinity;
            return Log(Pi / Math.Abs(SinPi(x))) - LogGamma(1 - x);
        }

        double product = 1;
        for (; x < 12; x++) product *= x;
        var r = 1 / (x * x);
        var series = (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188))))) / x;
        return (x - 0.5) * Log(x) - x + HalfLogTwoPi + series - Log(product);
    }

    public static double Digamma(double x)
    {
        if (double.IsNaN(x) || double.IsPositiveInfinity(x)) return x;
        if (x <= 0)
        {
            if (x == 0) return Math.CopySign(double.PositiveInfinity, -x);
            if (x == Math.Floor(x)) return double.NaN;
            return Digamma(1 - x) - Pi * CosPi(x) / SinPi(x);
        }

        double sum = 0;
        for (; x < 12; x++) sum -= 1 / x;
        var r = 1 / (x * x);
        return sum + Log(x) - 0.5 / x - r * (1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r * (1.0 / 240 - r * (1.0 / 132)))));
    }

    public static double Trigamma(double x)
    {
        if (double.IsNaN(x)) return x;
        if (double.IsPositiveInfinity(x)) return 0;
        if (x <= 0)
        {
            if (x == Math.Floor(x)) return double.PositiveInfinity;
            var s = SinPi(x);
            return Pi * Pi / (s * s) - Trigamma(1 - x);
        }

        double sum = 0;
        for (; x < 12; x++) sum += 1 / (x * x);
        var r = 1 / (x * x);
        return sum + 1 / x + r / 2 + r / x * (1.0 / 6 - r * (1.0 / 30 - r * (1.0 / 42 - r * (1.0 / 30 - r * (5.0 / 66)))));
    }

    public static double Sin(double x) => Turn(x / Pi, x, false);

    public static double Cos(double x) => Turn(x / Pi, x, true);

    private static double SinPi(double x) => Turn(x, null, false);

    private static double CosPi(double x) => Turn(x, null, true);

    // sin or cos of π·turns; x itself, if given, sharpens the reduction.
    private static double Turn(double turns, double? x, bool cosine)
    {
        if (!double.IsFinite(turns)) return double.NaN;
        var quarter = Math.Round(turns * 2);
        var rest = x is { } angle
            ? Math.FusedMultiplyAdd(-quarter, 6.123233995736766e-17, Math.FusedMultiplyAdd(-quarter, Pi / 2, angle)) : (turns - quarter / 2) * Pi;
        var q = (int)(((long)quarter + (cosine ? 1 : 0)) & 3);
        var value = (q & 1) == 0 ? SinSmall(rest) : CosSmall(rest);
        return q >= 2 ? -value : value;
    }

    private static double SinSmall(double x)
    {
        double term = x, sum = x;
        for (var n = 1; n < 12; n++) sum += term *= -x * x / ((2 * n) * (2 * n + 1));
        return sum;
    }

    private static double CosSmall(double x)
    {
        double term = 1, sum = 1;
        for (var n = 1; n < 12; n++) sum += term *= -x * x / ((2 * n - 1) * (2 * n));
        return sum;
    }

    private static double Erfc(double x)
    {
        var fraction = 0.0;
        for (var n = 80; n > 0; n--) fraction = n * 0.5 / (x + fraction);
        return Exp(-x * x) * 0.5641895835477563 / (x + fraction);
    }
}
