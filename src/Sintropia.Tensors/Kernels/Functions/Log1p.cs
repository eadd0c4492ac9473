using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>ln(1 + x), without the cancellation of Log(1 + x) near 0; ±0 and subnormals are kept. −∞ at −1, NaN below, ∞ at ∞.</summary>
/// <remarks>1 + x = 2ᵏ·(1 + f), where f = 2⁻ᵏ·x + (2⁻ᵏ − 1) is rounded once; then as <see cref="Log"/>.</remarks>
public readonly struct Log1p : IUnaryFunction
{
    private const float Negligible = 2.9802322e-8f; // 2⁻²⁵: below it ln(1 + x) is x, or half a unit in the last place from it
    private const float Huge = 8.5070592e37f; // 2¹²⁶: from there on 2⁻ᵏ is subnormal, and ln(1 + x) is ln x

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x)
    {
        var ordinary = Vector512.GreaterThan(x, -Vector512<float>.One) & Vector512.LessThan(x, Vector512.Create(Huge));
        if (ordinary.ExtractMostSignificantBits() != 0xFFFF) return AtTheEdge(x);
        return Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(Negligible)), x, Ordinary(x));
    }

    /// <inheritdoc/>
    public float Reference(float x)
    {
        if (MathF.Abs(x) < Negligible) return x;
        if (x <= -1) return x == -1 ? float.NegativeInfinity : float.NaN;
        return x < Huge ? Ordinary(x) : default(Log).Reference(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Ordinary(Vector512<float> x)
    {
        var k = Vector512.ShiftRightArithmetic((Vector512<float>.One + x).AsInt32() - Vector512.Create(Log.RootHalfBits), 23);
        var scale = Lanes.PowerOfTwo(-k);
        return Log.Join(Lanes.Fma(x, scale, scale - Vector512<float>.One), Vector512.ConvertToSingle(k));
    }

    private static float Ordinary(float x)
    {
        var k = (BitConverter.SingleToInt32Bits(1 + x) - Log.RootHalfBits) >> 23;
        var scale = Lanes.PowerOfTwo(-k);
        return Log.Join(MathF.FusedMultiplyAdd(x, scale, scale - 1), k);
    }

    // −1 and below, huge numbers, infinities and NaN among the sixteen.
    private static Vector512<float> AtTheEdge(Vector512<float> x)
    {
        var y = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(Huge)), Ordinary(x), default(Log).Of(x)); // also NaN
        y = Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(Negligible)), x, y);
        y = Vector512.ConditionalSelect(Vector512.LessThan(x, -Vector512<float>.One), Vector512.Create(float.NaN), y);
        return Vector512.ConditionalSelect(Vector512.Equals(x, -Vector512<float>.One), Vector512.Create(float.NegativeInfinity), y);
    }

    /// <summary>ln(1 + z) for z from 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> OfUnit(Vector512<float> z)
    {
        var halve = Vector512.GreaterThan(z, Vector512.Create(RootTwoMinusOne));
        var f = Vector512.ConditionalSelect(halve, Lanes.Fma(z, Vector512.Create(0.5f), -0.5f), z);
        return Log.Join(f, halve & Vector512<float>.One);
    }

    /// <summary>ln(1 + z) for z from 0 to 1.</summary>
    internal static float OfUnit(float z) => z > RootTwoMinusOne ? Log.Join(MathF.FusedMultiplyAdd(z, 0.5f, -0.5f), 1) : Log.Join(z, 0);

    private const float RootTwoMinusOne = 0.41421354f;

    /// <summary>(x, gradient) → gradient/(1 + x).</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => y / (Vector512<float>.One + x);

        /// <inheritdoc/>
        public float Reference(float x, float y) => y / (1 + x);
    }
}
