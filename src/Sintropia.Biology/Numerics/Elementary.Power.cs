namespace Sintropia.Biology.Numerics;

public static partial class Elementary
{
    /// <summary>xʸ to 0.52 ulp, subnormal arguments and results included.</summary>
    /// <returns>
    /// As IEEE 754 pow, special values too: 1 for y = ±0 or x = 1 whatever the other is; a negative x takes whole numbers y (odd ones give
    /// a negative result) and is NaN for others; ±0 to an odd negative y is ±∞.
    /// </returns>
    /// <remarks>e^(y·log x), with the logarithm and the product as unevaluated sums of two doubles (relative error 2⁻⁶⁷).</remarks>
    public static double Pow(double x, double y)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        return (ulong)(bits - SmallestNormalBits) < InfinityBits - SmallestNormalBits && double.IsFinite(y)
            ? PowOfNormal(bits, 0, y)
            : PowAtTheEdge(x, y);
    }

    private static double PowOfNormal(long bits, int shift, double y)
    {
        var (high, low) = LogWide(bits, shift);
        var exponent = y * high;
        return Exp(exponent, Math.FusedMultiplyAdd(y, high, -exponent) + y * low);
    }

    private static double PowAtTheEdge(double x, double y)
    {
        if (y == 0 || x == 1) return 1;
        if (double.IsNaN(x) || double.IsNaN(y)) return double.NaN;

        var magnitude = Math.Abs(x);
        if (double.IsInfinity(y)) return magnitude == 1 ? 1 : magnitude > 1 == y > 0 ? double.PositiveInfinity : 0;

        var sign = double.IsNegative(x) && IsOdd(y) ? -1.0 : 1;
        if (magnitude is 0 or double.PositiveInfinity) return magnitude > 0 == y > 0 ? sign * double.PositiveInfinity : sign * 0;
        if (x < 0 && Math.Floor(y) != y) return double.NaN;

        var subnormal = BitConverter.DoubleToInt64Bits(magnitude) < SmallestNormalBits;
        return sign * (subnormal
            ? PowOfNormal(BitConverter.DoubleToInt64Bits(magnitude * TwoTo52), 52, y)
            : PowOfNormal(BitConverter.DoubleToInt64Bits(magnitude), 0, y));
    }

    // From 2⁵³ on, every double is even.
    private static bool IsOdd(double y) => Math.Abs(y) < 2 * TwoTo52 && Math.Floor(y) == y && Math.Floor(y / 2) * 2 != y;
}
