namespace Sintropia.Biology.Numerics;

/// <summary>The standard normal distribution, with the same bits on every machine.</summary>
public static class Normal
{
    private const double OnePerRootTwoPi = 0.3989422804014327;

    /// <summary>Φ(x): the probability of at most x, to 1e-15 relative in both tails, down to subnormal results. The probability of more than x is Φ(−x).</summary>
    /// <returns>0 for −∞, 1 for ∞, NaN for NaN.</returns>
    /// <remarks>
    /// Rational Chebyshev approximations in three ranges: W. J. Cody, doi:10.1090/S0025-5718-1969-0247736-4. The square in
    /// exp(−x²/2) is kept in two parts, for in the far tail its rounding would show.
    /// </remarks>
    public static double Cumulative(double x)
    {
        var magnitude = Math.Abs(x);
        if (!(magnitude > 0.67448975)) return double.IsNaN(x) ? double.NaN : Centre(x);

        var tail = magnitude > 40 ? 0 : Tail(magnitude);
        return x < 0 ? tail : 1 - tail;
    }

    /// <summary>Φ⁻¹(p): the number that a standard normal draw stays below with probability p, to 1e-15 relative, near ½ too.</summary>
    /// <returns>−∞ for 0, ∞ for 1, NaN outside [0, 1]. Exact symmetry: Quantile(1 − p) = −Quantile(p) wherever 1 − p is exact.</returns>
    /// <remarks>Algorithm AS 241, PPND16: M. J. Wichura, doi:10.2307/2347330.</remarks>
    public static double Quantile(double p)
    {
        if (!(p >= 0 && p <= 1)) return double.NaN;

        var fromCentre = p - 0.5;
        if (Math.Abs(fromCentre) <= 0.425)
        {
            var t = 0.180625 - fromCentre * fromCentre;
            return fromCentre * Ratio(t, CentralQuantile);
        }

        var nearer = fromCentre < 0 ? p : 1 - p;
        if (nearer == 0) return fromCentre < 0 ? double.NegativeInfinity : double.PositiveInfinity;

        var depth = Math.Sqrt(-Elementary.Log(nearer));
        var distance = depth <= 5 ? Ratio(depth - 1.6, OuterQuantile) : Ratio(depth - 5, FarQuantile);
        return fromCentre < 0 ? -distance : distance;
    }

    private static double Centre(double x)
    {
        var square = x * x;
        return 0.5 + x * Ratio(square, CentralProbability);
    }

    private static double Tail(double x)
    {
        var square = x * x;
        var density = Elementary.Exp(-0.5 * square, -0.5 * Math.FusedMultiplyAdd(x, x, -square));
        if (x <= 5.656854249492381) return density * Ratio(x, OuterProbability);

        var inverse = 1 / square;
        return density * ((OnePerRootTwoPi - inverse * Ratio(inverse, FarProbability)) / x);
    }

    /// <summary>Numerator over denominator at t; coefficients in pairs (numerator, denominator), highest power first.</summary>
    private static double Ratio(double t, ReadOnlySpan<double> pairs)
    {
        double numerator = 0, denominator = 0;
        for (var i = 0; i + 1 < pairs.Length; i += 2)
        {
            numerator = Math.FusedMultiplyAdd(numerator, t, pairs[i]);
            denominator = Math.FusedMultiplyAdd(denominator, t, pairs[i + 1]);
        }

        return numerator / denominator;
    }

    private static ReadOnlySpan<double> CentralProbability =>
    [
        0.065682337918207449113, 1,
        2.2352520354606839287, 47.20258190468824187,
        161.02823106855587881, 976.09855173777669322,
        1067.6894854603709582, 10260.932208618978205,
        18154.981253343561249, 45507.789335026729956,
    ];

    private static ReadOnlySpan<double> OuterProbability =>
    [
        1.0765576773720192317e-8, 1,
        0.39894151208813466764, 22.266688044328115691,
        8.8831497943883759412, 235.38790178262499861,
        93.506656132177855979, 1519.377599407554805,
        597.27027639480026226, 6485.558298266760755,
        2494.5375852903726711, 18615.571640885098091,
        6848.1904505362823326, 34900.952721145977266,
        11602.651437647350124, 38912.003286093271411,
        9842.7148383839780218, 19685.429676859990727,
    ];

    private static ReadOnlySpan<double> FarProbability =>
    [
        0.02307344176494017303, 1,
        0.21589853405795699, 1.28426009614491121,
        0.1274011611602473639, 0.468238212480865118,
        0.022235277870649807, 0.0659881378689285515,
        0.001421619193227893466, 0.00378239633202758244,
        2.9112874951168792e-5, 7.29751555083966205e-5,
    ];

    private static ReadOnlySpan<double> CentralQuantile =>
    [
        2.5090809287301226727e3, 5.2264952788528545610e3,
        3.3430575583588128105e4, 2.8729085735721942674e4,
        6.7265770927008700853e4, 3.9307895800092710610e4,
        4.5921953931549871457e4, 2.1213794301586595867e4,
        1.3731693765509461125e4, 5.3941960214247511077e3,
        1.9715909503065514427e3, 6.8718700749205790830e2,
        1.3314166789178437745e2, 4.2313330701600911252e1,
        3.3871328727963666080, 1,
    ];

    private static ReadOnlySpan<double> OuterQuantile =>
    [
        7.74545014278341407640e-4, 1.05075007164441684324e-9,
        2.27238449892691845833e-2, 5.47593808499534494600e-4,
        2.41780725177450611770e-1, 1.51986665636164571966e-2,
        1.27045825245236838258, 1.48103976427480074590e-1,
        3.64784832476320460504, 6.89767334985100004550e-1,
        5.76949722146069140550, 1.67638483018380384940,
        4.63033784615654529590, 2.05319162663775882187,
        1.42343711074968357734, 1,
    ];

    private static ReadOnlySpan<double> FarQuantile =>
    [
        2.01033439929228813265e-7, 2.04426310338993978564e-15,
        2.71155556874348757815e-5, 1.42151175831644588870e-7,
        1.24266094738807843860e-3, 1.84631831751005468180e-5,
        2.65321895265761230930e-2, 7.86869131145613259100e-4,
        2.96560571828504891230e-1, 1.48753612908506148525e-2,
        1.78482653991729133580, 1.36929880922735805310e-1,
        5.46378491116411436990, 5.99832206555887937690e-1,
        6.65790464350110377720, 1,
    ];
}
