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

    // eʳ to 3e-16 for |r| ≤ ½ ln 2.
    private const double E2 = 0.49999999999998323563232816013623960316181182861328125, E3 = 0.1666666666661152096384768128700670786201953887939453125;
    private const double E4 = 0.041666666668137002094152165909690666012465953826904296875, E5 = 0.0083333333708874267331534468894460587762296199798583984375;
    private const double E6 = 0.00138888885161430881802491210663674792158417403697967529296875, E7 = 0.00019841185210232696600751722826316836290061473846435546875;
    private const double E8 = 2.480193174251958337732902604155782455563894473016262054443359375e-5, E9 = 2.76350026932489252275994794094682305285459733568131923675537109375e-6;
    private const double E10 = 2.747681093596506533943929322105770296502669225446879863739013671875e-7;

    /// <summary>ln x to about 1 ulp for finite x &gt; 0; −∞ at 0, ∞ at ∞; meaningless below 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        // 1022 more than k, which is never negative: a shift that fills with zeros does on every machine.
        var biased = Vector512.ShiftRightLogical(x.AsInt64() - Vector512.Create(RootHalfBits - (1022L << 52)), 52);
        var k = (biased | Vector512.Create(BitConverter.DoubleToInt64Bits(Exponents))).AsDouble() - Vector512.Create(Exponents + 1022);
        var m = (x.AsInt64() - Vector512.ShiftLeft(biased - Vector512.Create(1022L), 52)).AsDouble();
        var f = m - Vector512<double>.One;
        var s = f / (m + Vector512<double>.One);
        var u = s * s;
        var p = Lanes.Fma(Vector512.Create(S7), u, S6);
        p = Lanes.Fma(p, u, S5);
        p = Lanes.Fma(p, u, S4);
        p = Lanes.Fma(p, u, S3);
        p = Lanes.Fma(p, u, S2);
        p = Lanes.Fma(p, u, S1);
        p = Lanes.Fma(p, u, S0);
        var y = Vector512.FusedMultiplyAdd(k, Vector512.Create(Ln2), Vector512.FusedMultiplyAdd(u * s, p, s + s));
        y = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<double>.Zero), Vector512.Create(double.NegativeInfinity), y);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(double.PositiveInfinity)), y, x);
    }

    /// <summary>ln x to about 1 ulp for finite x &gt; 0; −∞ at 0, ∞ at ∞; meaningless below 0.</summary>
    public static double Log(double x)
    {
        if (!(x < double.PositiveInfinity)) return x;
        if (x == 0) return double.NegativeInfinity;
        var bits = BitConverter.DoubleToInt64Bits(x);
        var k = (bits - (RootHalfBits - (1022L << 52)) >>> 52) - 1022;
        var m = BitConverter.Int64BitsToDouble(bits - (k << 52));
        var s = (m - 1) / (m + 1);
        var u = s * s;
        var p = Math.FusedMultiplyAdd(S7, u, S6);
        p = Math.FusedMultiplyAdd(p, u, S5);
        p = Math.FusedMultiplyAdd(p, u, S4);
        p = Math.FusedMultiplyAdd(p, u, S3);
        p = Math.FusedMultiplyAdd(p, u, S2);
        p = Math.FusedMultiplyAdd(p, u, S1);
        p = Math.FusedMultiplyAdd(p, u, S0);
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

    /// <summary>eˣ to about 1e-14, for x from −700 to 700.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        var rounded = Lanes.Fma(x, Vector512.Create(PerLn2), Rounder);
        var r = Vector512.FusedMultiplyAdd(rounded - Vector512.Create(Rounder), Vector512.Create(-Ln2), x);
        var p = Lanes.Fma(Vector512.Create(E10), r, E9);
        p = Lanes.Fma(p, r, E8);
        p = Lanes.Fma(p, r, E7);
        p = Lanes.Fma(p, r, E6);
        p = Lanes.Fma(p, r, E5);
        p = Lanes.Fma(p, r, E4);
        p = Lanes.Fma(p, r, E3);
        p = Lanes.Fma(p, r, E2);
        p = Lanes.Fma(p, r, 1);
        p = Lanes.Fma(p, r, 1);
        return p * Vector512.ShiftLeft(rounded.AsInt64() + Vector512.Create(1023L), 52).AsDouble();
    }

    /// <summary>eˣ to about 1e-14, for x from −700 to 700.</summary>
    public static double Exp(double x)
    {
        var rounded = Math.FusedMultiplyAdd(x, PerLn2, Rounder);
        var r = Math.FusedMultiplyAdd(rounded - Rounder, -Ln2, x);
        var p = Math.FusedMultiplyAdd(E10, r, E9);
        p = Math.FusedMultiplyAdd(p, r, E8);
        p = Math.FusedMultiplyAdd(p, r, E7);
        p = Math.FusedMultiplyAdd(p, r, E6);
        p = Math.FusedMultiplyAdd(p, r, E5);
        p = Math.FusedMultiplyAdd(p, r, E4);
        p = Math.FusedMultiplyAdd(p, r, E3);
        p = Math.FusedMultiplyAdd(p, r, E2);
        p = Math.FusedMultiplyAdd(p, r, 1);
        p = Math.FusedMultiplyAdd(p, r, 1);
        return p * BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(rounded) + 1023) << 52);
    }

    /// <summary>a where the mask is set, else b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Select(Vector512<double> mask, Vector512<double> a, Vector512<double> b) => Vector512.ConditionalSelect(mask, a, b);
}
