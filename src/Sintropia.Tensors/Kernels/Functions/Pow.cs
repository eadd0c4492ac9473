using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>xʸ, with the special cases of IEEE 754: x⁰ = 1ʸ = 1 also for NaN; a negative x with a y that is not whole is NaN; the sign of an odd power.</summary>
/// <remarks>e^(y·ln |x|) in double, rounded to float at the end.</remarks>
public readonly struct Pow : IBinaryFunction
{
    private const double Overflow = 90, Underflow = -110;

    /// <inheritdoc/>
    public Vector512<float> Of(Vector512<float> x, Vector512<float> y)
    {
        var magnitude = Vector512.Abs(x);
        var power = Vector512.Narrow(
            OfMagnitude(Vector512.WidenLower(magnitude), Vector512.WidenLower(y)), OfMagnitude(Vector512.WidenUpper(magnitude), Vector512.WidenUpper(y)));

        // A float is odd if it is whole and its half is not.
        var whole = Vector512.Equals(Vector512.Truncate(y), y);
        var half = y * Vector512.Create(0.5f);
        var odd = Vector512.AndNot(whole, Vector512.Equals(Vector512.Truncate(half), half));
        power = power ^ (x & odd & Vector512.Create(-0f));

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
        var power = (float)OfMagnitude(Math.Abs((double)x), (double)y);
        return whole && MathF.Truncate(y * 0.5f) != y * 0.5f && BitConverter.SingleToInt32Bits(x) < 0 ? -power : power;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> OfMagnitude(Vector512<double> x, Vector512<double> y)
    {
        var exponent = y * Wide.LogForFloat(x);
        exponent = Wide.Select(Vector512.Equals(x, Vector512<double>.One), Vector512<double>.Zero, exponent); // 0·∞ at (−1)^±∞
        exponent = Wide.Select(Vector512.GreaterThan(exponent, Vector512.Create(Overflow)), Vector512.Create(Overflow), exponent);
        exponent = Wide.Select(Vector512.LessThan(exponent, Vector512.Create(Underflow)), Vector512.Create(Underflow), exponent);
        return Wide.ExpForFloat(exponent);
    }

    private static double OfMagnitude(double x, double y)
    {
        var exponent = x == 1 ? 0 : y * Wide.LogForFloat(x);
        if (exponent > Overflow) exponent = Overflow;
        if (exponent < Underflow) exponent = Underflow;
        return Wide.ExpForFloat(exponent);
    }
}
