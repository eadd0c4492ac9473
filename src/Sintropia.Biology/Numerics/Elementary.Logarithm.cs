using System.Runtime.CompilerServices;

namespace Sintropia.Biology.Numerics;

public static partial class Elementary
{
    private const long SmallestNormalBits = 0x0010_0000_0000_0000;
    private const long InfinityBits = 0x7FF0_0000_0000_0000;
    private const double TwoTo52 = 4503599627370496;

    private const double Ln2High = 0.6931471805598903; // on the grid of 2⁻⁴², so that k·high + log c is exact
    private const double Ln2Low = 5.497923018708371e-14;

    // (log(1 + r) − r + r²/2)/r³ on |r| ≤ 2⁻⁸, to 2⁻⁶³ of r.
    private const double L3 = 0.3333333333333333, L4 = -0.24999999999090491, L5 = 0.19999999999191548, L6 = -0.16666905088156186, L7 = 0.1428592621598599;

    // The same to 2⁻⁷² of r.
    private const double W3 = 0.33333333333333337, W4 = -0.25, W5 = 0.19999999998544782, W6 = -0.1666666666535697, W7 = 0.14285968602437207, W8 = -0.12500228885110162;

    /// <summary>Natural logarithm to 0.52 ulp, near 1 and for subnormals too.</summary>
    /// <returns>Log ±0 = −∞, log ∞ = ∞; NaN for a negative number or NaN.</returns>
    /// <remarks>
    /// x = 2ᵏ·z with z in [0.705, 1.41); c is the middle of z's interval (of 128) and r = z/c − 1, |r| ≤ 2⁻⁸. Then
    /// log x = k·ln 2 + log c + log(1 + r): the first two in two parts, the last a polynomial of degree 7. Around 1, k = 0 and
    /// c = 1, so nothing cancels there.
    /// </remarks>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        return (ulong)(bits - SmallestNormalBits) < InfinityBits - SmallestNormalBits ? LogOfNormal(bits, 0) : LogAtTheEdge(x);
    }

    /// <summary>log(1 + x) to 0.52 ulp, without the loss of Log(1 + x) near 0.</summary>
    /// <returns>±0 for ±0, −∞ for −1, ∞ for ∞; NaN below −1 or for NaN.</returns>
    public static double Log1p(double x)
    {
        var magnitude = Math.Abs(x);
        if (magnitude < TwoToMinus54) return x;
        if (!(x > -1 && magnitude < double.PositiveInfinity)) return x == -1 ? double.NegativeInfinity : LogAtTheEdge(x);

        var sum = 1 + x;
        var lost = magnitude < 1 ? x - (sum - 1) : 1 - (sum - x);
        var split = new Split(BitConverter.DoubleToInt64Bits(sum));
        var power = BitConverter.Int64BitsToDouble((long)Math.Max(0, 1023 - split.K) << 52); // 2⁻ᵏ, or 0 where the part lost no longer counts
        return LogFrom(split, Math.FusedMultiplyAdd(split.Z, split.Inverse, -split.Product) + lost * power * split.Inverse, 0);
    }

    /// <summary>log x of a positive normal number as an unevaluated sum, to 2⁻⁶⁷ of itself.</summary>
    internal static (double High, double Low) LogWide(double x) => LogWide(BitConverter.DoubleToInt64Bits(x), 0);

    private static double LogAtTheEdge(double x) => x switch
    {
        0 => double.NegativeInfinity,
        double.PositiveInfinity => x,
        > 0 => LogOfNormal(BitConverter.DoubleToInt64Bits(x * TwoTo52), 52),
        _ => double.NaN,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double LogOfNormal(long bits, int shift)
    {
        var split = new Split(bits);
        return LogFrom(split, Math.FusedMultiplyAdd(split.Z, split.Inverse, -split.Product), shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double LogFrom(in Split split, double productRest, int shift)
    {
        double k = split.K - shift;
        var exact = split.Product - 1;
        var r = exact + productRest;
        var rRest = exact - r + productRest;

        var r2 = r * r;
        var upper = Math.FusedMultiplyAdd(r2, L7, Math.FusedMultiplyAdd(r, L6, L5));
        var cubic = Math.FusedMultiplyAdd(r2, upper, Math.FusedMultiplyAdd(r, L4, L3));
        var curve = Math.FusedMultiplyAdd(r, cubic, -0.5);

        var known = Math.FusedMultiplyAdd(k, Ln2High, split.LogHigh);
        var high = known + r;
        var low = known - high + r + (Math.FusedMultiplyAdd(k, Ln2Low, split.LogLow) + rRest);
        return high + Math.FusedMultiplyAdd(r2, curve, low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double High, double Low) LogWide(long bits, int shift)
    {
        var split = new Split(bits);
        double k = split.K - shift;
        var productRest = Math.FusedMultiplyAdd(split.Z, split.Inverse, -split.Product);
        var exact = split.Product - 1;
        var r = exact + productRest;
        var rRest = exact - r + productRest;

        var r2 = r * r;
        var upper = Math.FusedMultiplyAdd(r2, Math.FusedMultiplyAdd(r, W8, W7), Math.FusedMultiplyAdd(r, W6, W5));
        var cubic = Math.FusedMultiplyAdd(r2, upper, Math.FusedMultiplyAdd(r, W4, W3));

        // Each sum is split into its rounded value and what rounding lost, larger term first.
        var known = Math.FusedMultiplyAdd(k, Ln2High, split.LogHigh);
        var first = known + r;
        var firstRest = known - first + r;
        var square = -0.5 * r * r;
        var squareRest = Math.FusedMultiplyAdd(-0.5 * r, r, -square);
        var second = first + square;
        var secondRest = first - second + square;
        var small = Math.FusedMultiplyAdd(k, Ln2Low, split.LogLow) + firstRest + secondRest + squareRest + Math.FusedMultiplyAdd(-r, rRest, rRest);
        var low = Math.FusedMultiplyAdd(r * r2, cubic, small);
        var high = second + low;
        return (high, second - high + low);
    }

    /// <summary>x = 2ᴷ·Z with Z in [0.705, 1.41), and the row of the table for Z.</summary>
    private readonly ref struct Split
    {
        public readonly int K;
        public readonly double Z, Inverse, Product, LogHigh, LogLow;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Split(long bits)
        {
            var offset = bits - Logarithms.Start;
            var row = Logarithms.Rows.Slice((int)(offset >> 43) & 508, 3);
            K = (int)(offset >> 52);
            Z = BitConverter.Int64BitsToDouble(bits - (offset & unchecked((long)0xFFF0_0000_0000_0000)));
            Inverse = row[0];
            LogHigh = row[1];
            LogLow = row[2];
            Product = Z * Inverse;
        }
    }
}
