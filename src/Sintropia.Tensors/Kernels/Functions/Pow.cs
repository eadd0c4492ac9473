using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Doubles;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>xʸ, with the special cases of IEEE 754: x⁰ = 1ʸ = 1 also for NaN; a negative x with a y that is not whole is NaN; the sign of an odd power. Within 0.51 ulp.</summary>
/// <remarks>e^(y·ln |x|) in double, rounded to float at the end.</remarks>
public readonly struct Pow : IBinaryFunction
{
    /// <inheritdoc/>
    public Vector512<float> Of(Vector512<float> x, Vector512<float> y)
    {
        var magnitude = Vector512.Abs(x);
        var power = OfMagnitude(magnitude, y);

        // A number is odd if it is whole and its half is not.
        var whole = Vector512.Equals(Vector512.Truncate(y), y);
        var half = y * Vector512.Create(0.5f);
        var odd = Vector512.AndNot(whole, Vector512.Equals(Vector512.Truncate(half), half));
        power ^= x & odd & Vector512.Create(-0f);

        var infinity = Vector512.Create(float.PositiveInfinity);
        var undefined = Vector512.AndNot(Vector512.LessThan(x, Vector512<float>.Zero) & Vector512.LessThan(magnitude, infinity), whole);
        power = Vector512.ConditionalSelect(undefined, Vector512.Create(float.NaN), power);
        var one = Vector512.Equals(y, Vector512<float>.Zero) | Vector512.Equals(x, Vector512<float>.One);
        return Vector512.ConditionalSelect(one, Vector512<float>.One, power);
    }

    /// <inheritdoc/>
    public float Reference(float x, float y)
    {
        if (y == 0 || x == 1) return 1;
        var whole = MathF.Truncate(y) == y;
        if (x < 0 && x > float.NegativeInfinity && !whole) return float.NaN;
        var power = (float)OfMagnitude(new OneDouble(Math.Abs(x)), new OneDouble(y)).Value;
        return whole && MathF.Truncate(y * 0.5f) != y * 0.5f && float.IsNegative(x) ? -power : power;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> OfMagnitude(Vector512<float> x, Vector512<float> y)
    {
        if (Vector512.IsHardwareAccelerated)
            return Vector512.Narrow(
                OfMagnitude(new EightDoubles(Vector512.WidenLower(x)), new(Vector512.WidenLower(y))).Lanes,
                OfMagnitude(new EightDoubles(Vector512.WidenUpper(x)), new(Vector512.WidenUpper(y))).Lanes);
        return Vector512.Create(OfMagnitude(x.GetLower(), y.GetLower()), OfMagnitude(x.GetUpper(), y.GetUpper()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> OfMagnitude(Vector256<float> x, Vector256<float> y) => Vector256.Narrow(
        OfMagnitudeByItself(new FourDoubles(Vector256.WidenLower(x)), new(Vector256.WidenLower(y))).Lanes,
        OfMagnitudeByItself(new FourDoubles(Vector256.WidenUpper(x)), new(Vector256.WidenUpper(y))).Lanes);

    // Four of it in one place are more than the compiler inlines.
    [SkipLocalsInit, MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static FourDoubles OfMagnitudeByItself(FourDoubles x, FourDoubles y) => OfMagnitude(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T OfMagnitude<T>(T x, T y) where T : struct, IDoubles<T>
    {
        // Beyond these a float is ∞ or 0.
        const double overflow = 90, underflow = -110;
        var exponent = y * Wide.LogForFloat(x);
        exponent = T.Select(T.Same(x, T.Of(1)), T.Of(0), exponent); // 0·∞ at (−1)^±∞
        exponent = T.Select(T.Less(T.Of(overflow), exponent), T.Of(overflow), exponent);
        exponent = T.Select(T.Less(exponent, T.Of(underflow)), T.Of(underflow), exponent);
        return Wide.ExpForFloat(exponent);
    }
}
