namespace Sintropia.Tensors.Tests.Kernels.Functions;

/// <summary>Functions in double, slow and by other ways than the kernels', good to about 1e-14.</summary>
internal static class Truth
{
    public static double Expm1(double x)
    {
        if (Math.Abs(x) < 1e-5) return x * (1 + x / 2 * (1 + x / 3));
        var u = Math.Exp(x);
        if (Math.Abs(x) > 1) return u - 1;
        return (u - 1) * x / Math.Log(u); // Kahan
    }

    public static double Log1p(double x)
    {
        var u = 1 + x;
        if (u <= 0 || !(u < double.PositiveInfinity)) return Math.Log(u);
        return u == 1 ? x : Math.Log(u) * (x / (u - 1)); // Kahan
    }

    public static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    public static double Erf(double x)
    {
        var a = Math.Abs(x);
        if (double.IsNaN(x)) return x;
        return a < 2.5 ? Math.CopySign(Series(a), x) : Math.CopySign(1 - Erfc(a), x);
    }

    /// <summary>Φ(x).</summary>
    public static double Normal(double x)
    {
        var a = Math.Abs(x) / Math.Sqrt(2);
        var tail = a < 2.5 ? (1 - Series(a)) / 2 : Erfc(a) / 2;
        return x < 0 ? tail : 1 - tail;
    }

    private static double Series(double a)
    {
        double term = a, sum = a;
        for (var n = 1; n < 100 && term > 1e-18 * sum; n++) sum += term *= 2 * a * a / (2 * n + 1);
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-a * a) * sum;
    }

    private static double Erfc(double a)
    {
        if (a > 30) return 0;
        var f = 0.0;
        for (var n = 200; n > 0; n--) f = n / 2.0 / (a + f);
        return Math.Exp(-a * a) / Math.Sqrt(Math.PI) / (a + f);
    }

    public static double LogGamma(double x)
    {
        if (double.IsNaN(x)) return x;
        if (double.IsInfinity(x)) return double.PositiveInfinity;
        if (x <= 0)
        {
            var f = x - Math.Round(x);
            return f == 0 ? double.PositiveInfinity : Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * f))) - LogGamma(1 - x);
        }

        if (Math.Abs(x - 1) < 0.3) return NearOne(x - 1);
        if (Math.Abs(x - 2) < 0.3) return NearOne(x - 2) + Log1p(x - 2);
        var shift = 0.0;
        for (; x < 25; x++) shift += Math.Log(x);
        double w = 1 / (x * x), series = (1.0 / 12 - w * (1.0 / 360 - w * (1.0 / 1260 - w * (1.0 / 1680 - w / 1188)))) / x;
        return (x - 0.5) * Math.Log(x) - x + 0.9189385332046727 + series - shift;
    }

    // ln Γ(1 + d) = −γd + Σ ζ(k)(−d)ᵏ/k
    private static double NearOne(double d)
    {
        double sum = -0.5772156649015329 * d, power = -d;
        for (var k = 2; k < 60; k++) sum += Zeta(k) * (power *= -d) / k;
        return sum;
    }

    private static double Zeta(int k) => Zetas[k];

    private static readonly double[] Zetas =
        [.. Enumerable.Range(0, 60).Select(k => k < 2 ? 0 : Enumerable.Range(1, 40).Reverse().Sum(n => Math.Pow(n, -k)) + Math.Pow(40.5, 1 - k) / (k - 1) - k / 24.0 * Math.Pow(40.5, -1 - k) + k * (k + 1.0) * (k + 2) * 7 / 5760 * Math.Pow(40.5, -3 - k))];

    public static double Digamma(double x)
    {
        if (!(x < double.PositiveInfinity)) return x;
        if (x == 0) return double.IsNegative(x) ? double.PositiveInfinity : double.NegativeInfinity;
        if (x < 0)
        {
            var f = x - Math.Round(x);
            return f == 0 ? double.NaN : Digamma(1 - x) - Math.PI / Math.Tan(Math.PI * f);
        }

        var shift = 0.0;
        for (; x < 25; x++) shift += 1 / x;
        var w = 1 / (x * x);
        return Math.Log(x) - 0.5 / x - w * (1.0 / 12 - w * (1.0 / 120 - w * (1.0 / 252 - w * (1.0 / 240 - w / 132)))) - shift;
    }

    public static double Trigamma(double x)
    {
        if (double.IsNaN(x)) return x;
        if (double.IsInfinity(x)) return x > 0 ? 0 : double.PositiveInfinity;
        if (x == 0) return double.PositiveInfinity;
        if (x < 0)
        {
            var f = x - Math.Round(x);
            var sine = Math.Sin(Math.PI * f);
            return f == 0 ? double.PositiveInfinity : Math.PI * Math.PI / (sine * sine) - Trigamma(1 - x);
        }

        var shift = 0.0;
        for (; x < 25; x++) shift += 1 / (x * x);
        var w = 1 / (x * x);
        return 1 / x + w / 2 + w / x * (1.0 / 6 - w * (1.0 / 30 - w * (1.0 / 42 - w * (1.0 / 30 - w * 5 / 66)))) + shift;
    }

    public static double Gelu(double x) => double.IsInfinity(x) ? (x > 0 ? x : 0) : x * Normal(x);

    public static double GeluSlope(double x) => double.IsInfinity(x) ? (x > 0 ? 1 : 0) : Normal(x) + x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    public static double GeluTanh(double x) => x > 100 ? x : x < -100 ? 0 : x * Sigmoid(2 * Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x));

    public static double Silu(double x) => x > 1000 ? x : x < -1000 ? 0 : x * Sigmoid(x);
}
