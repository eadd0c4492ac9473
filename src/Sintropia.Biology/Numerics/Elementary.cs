using System.Runtime.CompilerServices;

namespace Sintropia.Biology.Numerics;

/// <summary>Exponentials, logarithms and powers with the same bits on every machine.</summary>
/// <remarks>
/// <para>The C library's differ between processors and systems, so laws use these. They are made of + − × ÷, correctly rounded fused
/// multiply-adds, comparisons and bits, in one fixed order; a machine without fused multiply-add is slower and gives the same result.</para>
/// <para>Errors are in units in the last place (ulp) of the exact result, largest found against 60-digit truth, rounded up.</para>
/// <para>A result that is not a number is always the one bit pattern of <see cref="double.NaN"/>: processors differ in the sign they would give it.</para>
/// </remarks>
public static partial class Elementary
{
    // Adding this rounds to the nearest whole number, which then stands in the low bits.
    private const double Rounder = 6755399441055744; // 1.5 · 2⁵²

    private const double SixtyFourPerLn2 = 92.33248261689366;
    private const double Ln2Per64High = 0.010830424695996044; // on the grid of 2⁻⁴⁰, so that k·high is exact for every k that occurs
    private const double Ln2Per64Low = 2.5310172166650877e-13;

    // (exp r − 1 − r)/r² on |r| ≤ ln 2/128, to 2⁻⁶¹ of r.
    private const double E2 = 0.5, E3 = 0.16666666666661334, E4 = 0.04166666666666, E5 = 0.008333340606283908, E6 = 0.0013888897980076367;

    private const double ExpOrdinary = 708; // below this magnitude neither exp x nor a factor of it leaves the normal range
    private const double ExpHopeless = 1024; // beyond this the result is 0 or ∞, and exponents would wrap around
    private const double TwoToMinus54 = 5.551115123125783e-17;

    /// <summary>eˣ to 0.51 ulp, subnormal results included.</summary>
    /// <returns>0 below −745.14, ∞ above 709.79; exp −∞ = 0, exp ∞ = ∞, exp NaN = NaN.</returns>
    /// <remarks>
    /// x = k·ln 2/64 + r with |r| ≤ ln 2/128 (Cody and Waite's reduction in two parts, the first exact), and
    /// eˣ = 2^(k/64)·eʳ from a table of 64 and a polynomial of degree 6. The table keeps what its doubles lack.
    /// </remarks>
    public static double Exp(double x)
    {
        if (!(Math.Abs(x) < ExpOrdinary)) return ExpAtTheEdge(x, 0);

        var (k, r, _) = Reduce(x);
        return Scaled(BitConverter.UInt64BitsToDouble(ScaleBits(k)), r + Curve(k, r));
    }

    /// <summary>eˣ − 1 to 0.65 ulp, without the cancellation of Exp(x) − 1 near 0. 1 − e⁻ᵗ is −Expm1(−t).</summary>
    /// <returns>±0 for ±0, −1 for −∞, ∞ above 709.79, NaN for NaN.</returns>
    public static double Expm1(double x)
    {
        var magnitude = Math.Abs(x);
        if (magnitude < TwoToMinus54) return x;
        if (!(magnitude < ExpOrdinary)) return x < 0 ? -1 : ExpAtTheEdge(x, 0);

        var (k, r, rLost) = Reduce(x);
        var scale = BitConverter.UInt64BitsToDouble(ScaleBits(k));
        var less = scale - 1;
        var minusOne = less - scale;
        var lost = scale - (less - minusOne) + (-1 - minusOne); // what that subtraction rounded away, for a scale of any size
        var sum = Math.FusedMultiplyAdd(scale, r, less);
        return sum + (Math.FusedMultiplyAdd(scale, r, less - sum) + Math.FusedMultiplyAdd(scale, Curve(k, r) + rLost, lost));
    }

    /// <summary>e^(x + tail), where the tail is below one ulp of x: for exponents known to more than a double.</summary>
    internal static double Exp(double x, double tail)
    {
        if (!(Math.Abs(x) < ExpOrdinary)) return ExpAtTheEdge(x, tail);

        var (k, r, _) = Reduce(x);
        r += tail;
        return Scaled(BitConverter.UInt64BitsToDouble(ScaleBits(k)), r + Curve(k, r));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Scaled(double scale, double growth) => Math.FusedMultiplyAdd(scale, growth, scale);

    /// <summary>x = k·ln 2/64 + r + lost, where lost is what rounding took from r. Of k, the low bits are meant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (long K, double R, double Lost) Reduce(double x)
    {
        var rounded = Math.FusedMultiplyAdd(x, SixtyFourPerLn2, Rounder);
        var whole = rounded - Rounder;
        var exact = Math.FusedMultiplyAdd(whole, -Ln2Per64High, x);
        var r = Math.FusedMultiplyAdd(whole, -Ln2Per64Low, exact);
        return (BitConverter.DoubleToInt64Bits(rounded), r, Math.FusedMultiplyAdd(whole, -Ln2Per64Low, exact - r));
    }

    /// <summary>eʳ − 1 − r, and what the table's double for k lacks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Curve(long k, double r)
    {
        var r2 = r * r;
        var upper = Math.FusedMultiplyAdd(r2, E6, Math.FusedMultiplyAdd(r, E5, E4));
        var series = Math.FusedMultiplyAdd(r2, upper, Math.FusedMultiplyAdd(r, E3, E2));
        return Math.FusedMultiplyAdd(r2, series, BitConverter.UInt64BitsToDouble(PowersOfTwo.Rows[(2 * (int)k & 126) + 1]));
    }

    /// <summary>The bits of 2^(k/64).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ScaleBits(long k) => PowersOfTwo.Rows[2 * (int)k & 126] + ((ulong)k << 46);

    private static double ExpAtTheEdge(double x, double tail)
    {
        if (double.IsNaN(x)) return double.NaN;
        if (x >= ExpHopeless) return double.PositiveInfinity;
        if (x <= -ExpHopeless) return 0;

        var (k, r, _) = Reduce(x);
        r += tail;
        var growth = r + Curve(k, r);
        return x > 0 ? NearOverflow(ScaleBits(k), growth) : NearUnderflow(ScaleBits(k), growth);
    }

    private static double NearOverflow(ulong scaleBits, double growth)
    {
        const double twoTo1000 = 1.0715086071862673e301;
        var scale = BitConverter.UInt64BitsToDouble(scaleBits - (1000UL << 52));
        return Scaled(scale, growth) * twoTo1000;
    }

    private static double NearUnderflow(ulong scaleBits, double growth)
    {
        const double smallestNormal = 2.2250738585072014e-308; // 2⁻¹⁰²²
        var scale = BitConverter.UInt64BitsToDouble(scaleBits + (1022UL << 52));
        var result = Scaled(scale, growth);
        if (result >= 1) return result * smallestNormal;

        // A subnormal has the spacing that doubles have at 1. Adding 1 to the unrounded sum rounds once, there; rounding the
        // product with 2⁻¹⁰²² instead would round for a second time.
        var rest = Math.FusedMultiplyAdd(scale, growth, scale - result);
        var shifted = 1 + result;
        return (shifted + (1 - shifted + result + rest) - 1) * smallestNormal;
    }
}
