using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>ln(1 + x), without the cancellation of Log(1 + x) near 0; ±0 and subnormals are kept. −∞ at −1, NaN below, ∞ at ∞.</summary>
/// <remarks>1 + x = 2ᵏ·(1 + f), where f = 2⁻ᵏ·x + (2⁻ᵏ − 1) is rounded once; then as <see cref="Log"/>.</remarks>
public readonly struct Log1p : IUnaryFunction
{
    private const float Negligible = 2.9802322e-8f; // 2⁻²⁵: below it ln(1 + x) is x, or half a unit in the last place from it

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x)
    {
        var u = Vector512<float>.One + x;
        var k = Vector512.ShiftRightArithmetic(u.AsInt32() - Vector512.Create(Log.RootHalfBits), 23);

        // 2⁻ᵏ itself would be subnormal where k is 127 or 128.
        var scale = Lanes.PowerOfTwo(Vector512.Create(2) - k);
        var f = Lanes.Fma(x * Vector512.Create(0.25f), scale, Lanes.Fma(scale, Vector512.Create(0.25f), -1));
        var y = Log.Join(f, Vector512.ConvertToSingle(k));

        var infinity = Vector512.Create(float.PositiveInfinity);
        y = Vector512.ConditionalSelect(Vector512.LessThan(u, infinity), y, x); // also NaN
        y = Vector512.ConditionalSelect(Vector512.Equals(u, Vector512<float>.Zero), -infinity, y);
        y = Vector512.ConditionalSelect(Vector512.LessThan(u, Vector512<float>.Zero), Vector512.Create(float.NaN), y);
        return Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(Negligible)), x, y);
    }

    /// <inheritdoc/>
    public float Reference(float x)
    {
        if (MathF.Abs(x) < Negligible) return x;
        var u = 1 + x;
        if (u < 0) return float.NaN;
        if (u == 0) return float.NegativeInfinity;
        if (!(u < float.PositiveInfinity)) return x;
        var k = (BitConverter.SingleToInt32Bits(u) - Log.RootHalfBits) >> 23;
        var scale = Lanes.PowerOfTwo(2 - k);
        return Log.Join(MathF.FusedMultiplyAdd(x * 0.25f, scale, MathF.FusedMultiplyAdd(scale, 0.25f, -1)), k);
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
