using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>Functions in double, eight lanes at a time, for those that would lose the digits of a float to cancellation: the gamma family, powers, count likelihoods.</summary>
/// <remarks>Arguments come from floats, so that subnormal doubles do not occur.</remarks>
internal static class Wide
{
    private const long RootHalfBits = 0x3FE6A09E667F3BCD;
    private const double Ln2 = 0.6931471805599453, PerLn2 = 1.4426950408889634;
    private const double Rounder = 6755399441055744; // 1.5 · 2⁵²: rounds to a whole number, which then stands in the low bits
    private const double Exponents = 4503599627370496; // 2⁵²: beneath its bits lies a whole number

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
    public static Vector512<double> Log(Vector512<double> x) => Log(x, series: true);

    /// <summary>ln x to 2⁻⁵², relatively: for results that end as floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LogForFloat(Vector512<double> x) => Log(x, series: false);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Log(Vector512<double> x, bool series)
    {
        // 1022 more than k, which is never negative: a shift that fills with zeros does on every machine.
        var biased = Vector512.ShiftRightLogical(x.AsInt64() - Vector512.Create(RootHalfBits - (1022L << 52)), 52);
        var k = (biased | Vector512.Create(BitConverter.DoubleToInt64Bits(Exponents))).AsDouble() - Vector512.Create(Exponents + 1022);
        var m = (x.AsInt64() - Vector512.ShiftLeft(biased - Vector512.Create(1022L), 52)).AsDouble();
        var f = m - Vector512<double>.One;
        var s = f / (m + Vector512<double>.One);
        var u = s * s;
        var p = series ? Lanes.Fma(Vector512.Create(S7), u, S6) : Vector512.Create(Q5);
        if (series)
        {
            p = Lanes.Fma(p, u, S5);
            p = Lanes.Fma(p, u, S4);
            p = Lanes.Fma(p, u, S3);
            p = Lanes.Fma(p, u, S2);
            p = Lanes.Fma(p, u, S1);
            p = Lanes.Fma(p, u, S0);
        }
        else
        {
            p = Lanes.Fma(p, u, Q4);
            p = Lanes.Fma(p, u, Q3);
            p = Lanes.Fma(p, u, Q2);
            p = Lanes.Fma(p, u, Q1);
            p = Lanes.Fma(p, u, Q0);
        }

        var y = Vector512.FusedMultiplyAdd(k, Vector512.Create(Ln2), Vector512.FusedMultiplyAdd(u * s, p, s + s));
        y = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<double>.Zero), Vector512.Create(double.NegativeInfinity), y);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(double.PositiveInfinity)), y, x);
    }

    /// <summary>ln x to about 1 ulp for finite x &gt; 0; −∞ at 0, ∞ at ∞; meaningless below 0.</summary>
    public static double Log(double x) => Log(x, series: true);

    /// <summary>ln x to 2⁻⁵², relatively: for results that end as floats.</summary>
    public static double LogForFloat(double x) => Log(x, series: false);

    private static double Log(double x, bool series)
    {
        if (!(x < double.PositiveInfinity)) return x;
        if (x == 0) return double.NegativeInfinity;
        var bits = BitConverter.DoubleToInt64Bits(x);
        var k = (bits - (RootHalfBits - (1022L << 52)) >>> 52) - 1022;
        var m = BitConverter.Int64BitsToDouble(bits - (k << 52));
        var s = (m - 1) / (m + 1);
        var u = s * s;
        double p;
        if (series)
        {
            p = Math.FusedMultiplyAdd(S7, u, S6);
            p = Math.FusedMultiplyAdd(p, u, S5);
            p = Math.FusedMultiplyAdd(p, u, S4);
            p = Math.FusedMultiplyAdd(p, u, S3);
            p = Math.FusedMultiplyAdd(p, u, S2);
            p = Math.FusedMultiplyAdd(p, u, S1);
            p = Math.FusedMultiplyAdd(p, u, S0);
        }
        else
        {
            p = Math.FusedMultiplyAdd(Q5, u, Q4);
            p = Math.FusedMultiplyAdd(p, u, Q3);
            p = Math.FusedMultiplyAdd(p, u, Q2);
            p = Math.FusedMultiplyAdd(p, u, Q1);
            p = Math.FusedMultiplyAdd(p, u, Q0);
        }

        return Math.FusedMultiplyAdd(k, Ln2, Math.FusedMultiplyAdd(u * s, p, s + s));
    }

    /// <summary>ln(1 + x) for x ≥ 0, with all digits also where x is small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log1p(Vector512<double> x)
    {
        var u = Vector512<double>.One + x;
        return Log(u) + (x - (u - Vector512<double>.One)) / u;
    }

    /// <summary>ln(1 + x) for x ≥ 0, with all digits also where x is small.</summary>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        return Log(u) + (x - (u - 1)) / u;
    }

    /// <summary>eˣ to 2⁻³³, for x from −700 to 700: for results that end as floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ExpForFloat(Vector512<double> x)
    {
        var rounded = Lanes.Fma(x, Vector512.Create(PerLn2), Rounder);
        var r = Vector512.FusedMultiplyAdd(rounded - Vector512.Create(Rounder), Vector512.Create(-Ln2), x);
        var p = Lanes.Fma(Vector512.Create(F7), r, F6);
        p = Lanes.Fma(p, r, F5);
        p = Lanes.Fma(p, r, F4);
        p = Lanes.Fma(p, r, F3);
        p = Lanes.Fma(p, r, F2);
        p = Lanes.Fma(p, r, 1);
        p = Lanes.Fma(p, r, 1);
        return p * Vector512.ShiftLeft(rounded.AsInt64() + Vector512.Create(1023L), 52).AsDouble();
    }

    /// <summary>eˣ to 2⁻³³, for x from −700 to 700: for results that end as floats.</summary>
    public static double ExpForFloat(double x)
    {
        var rounded = Math.FusedMultiplyAdd(x, PerLn2, Rounder);
        var r = Math.FusedMultiplyAdd(rounded - Rounder, -Ln2, x);
        var p = Math.FusedMultiplyAdd(F7, r, F6);
        p = Math.FusedMultiplyAdd(p, r, F5);
        p = Math.FusedMultiplyAdd(p, r, F4);
        p = Math.FusedMultiplyAdd(p, r, F3);
        p = Math.FusedMultiplyAdd(p, r, F2);
        p = Math.FusedMultiplyAdd(p, r, 1);
        p = Math.FusedMultiplyAdd(p, r, 1);
        return p * BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(rounded) + 1023) << 52);
    }

    /// <summary>a where the mask is set, else b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Select(Vector512<double> mask, Vector512<double> a, Vector512<double> b) => Vector512.ConditionalSelect(mask, a, b);
}
