using System.Runtime.CompilerServices;

namespace Sintropia.Tensors.Kernels.Doubles;

/// <summary>Logarithm and exponential in double. Arguments come from floats, so that subnormal doubles do not occur.</summary>
[SkipLocalsInit] // vectors that do not fit into registers would be cleared at every call
internal static class Wide
{
    public const long RootHalfBits = 0x3FE6A09E667F3BCD;
    public const double Rounder = 6755399441055744; // 1.5 · 2⁵²: added to a number below 2⁵¹, rounds it to a whole one, which then stands in the low bits
    public const double Exponents = 4503599627370496; // 2⁵²: beneath its bits lies a whole number

    private const double Ln2 = 0.6931471805599453, PerLn2 = 1.4426950408889634;

    // ln((1+s)/(1−s)) − 2s over s³, to 1e-20 for |s| ≤ 0.1716.
    private const double S0 = 0.66666666666666662965923251249478198587894439697265625, S1 = 0.400000000000049038550997693164390511810779571533203125;
    private const double S2 = 0.285714285694188940833981860123458318412303924560546875, S3 = 0.22222222605805386219657293622731231153011322021484375;
    private const double S4 = 0.1818177844236224804941315369433141313493251800537109375, S5 = 0.15386985379975193222179541407967917621135711669921875;
    private const double S6 = 0.1325221882054608835144193790256395004689693450927734375, S7 = 0.1323419853766799325622827154802507720887660980224609375;

    // The same to 2e-16.
    private const double Q0 = 0.666666666665873375308337838146649301052093505859375, Q1 = 0.4000000005222219545686354377148744508930206298828125;
    private const double Q2 = 0.28571417136217702736900037052691914141178131103515625, Q3 = 0.2222337135621350878711410814503324218094348907470703125;
    private const double Q4 = 0.1812364923962442586624632667735568247735500335693359375, Q5 = 0.168197849094334106467840683762915432453155517578125;

    // eʳ to 2⁻³⁴ for |r| ≤ ½ ln 2.
    private const double F2 = 0.5000000067672816239650046554743312299251556396484375, F3 = 0.16666665869049068771090560403536073863506317138671875;
    private const double F4 = 0.041666294981756911430830936073892951969184562, F5 = 0.00833349705920132503487191320793108540736138820648;
    private const double F6 = 0.00139446570219653256546137334126456153, F7 = 0.000197903440152534163253378;

    /// <summary>ln x to about 1 ulp for finite x &gt; 0; −∞ at 0, ∞ at ∞; meaningless below 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x) where T : struct, IDoubles<T>
    {
        var (k, m) = T.Split(x);
        var s = (m - T.Of(1)) / (m + T.Of(1));
        var u = s * s;
        var p = T.Fma(T.Of(S7), u, T.Of(S6));
        p = T.Fma(p, u, T.Of(S5));
        p = T.Fma(p, u, T.Of(S4));
        p = T.Fma(p, u, T.Of(S3));
        p = T.Fma(p, u, T.Of(S2));
        p = T.Fma(p, u, T.Of(S1));
        p = T.Fma(p, u, T.Of(S0));
        return AtTheEnds(x, T.Fma(k, T.Of(Ln2), T.Fma(u * s, p, s + s)));
    }

    /// <summary>ln x to 2⁻⁵², relatively: for results that end as floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LogForFloat<T>(T x) where T : struct, IDoubles<T>
    {
        var (k, m) = T.Split(x);
        var s = (m - T.Of(1)) / (m + T.Of(1));
        var u = s * s;
        var v = u * u; // pairs side by side: one chain would take twice as long
        var p = T.Fma(T.Fma(T.Of(Q5), u, T.Of(Q4)), v, T.Fma(T.Of(Q3), u, T.Of(Q2)));
        p = T.Fma(p, v, T.Fma(T.Of(Q1), u, T.Of(Q0)));
        return AtTheEnds(x, T.Fma(k, T.Of(Ln2), T.Fma(u * s, p, s + s)));
    }

    /// <summary>ln(1 + x) for x ≥ 0, with all digits also where x is small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log1p<T>(T x) where T : struct, IDoubles<T>
    {
        var u = T.Of(1) + x;
        return Log(u) + (x - (u - T.Of(1))) / u;
    }

    /// <summary>eˣ to 2⁻³³, for x from −700 to 700: for results that end as floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpForFloat<T>(T x) where T : struct, IDoubles<T>
    {
        var rounded = T.Fma(x, T.Of(PerLn2), T.Of(Rounder));
        var r = T.Fma(rounded - T.Of(Rounder), T.Of(-Ln2), x);
        var q = r * r;
        var p = T.Fma(T.Fma(T.Of(F7), r, T.Of(F6)), q, T.Fma(T.Of(F5), r, T.Of(F4)));
        p = T.Fma(p, q, T.Fma(T.Of(F3), r, T.Of(F2)));
        return T.Fma(p, q, T.Of(1) + r) * T.PowerOfTwo(rounded);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T AtTheEnds<T>(T x, T y) where T : struct, IDoubles<T>
    {
        y = T.Select(T.Same(x, T.Of(0)), T.Of(double.NegativeInfinity), y);
        return T.Select(T.Less(x, T.Of(double.PositiveInfinity)), y, x);
    }
}
