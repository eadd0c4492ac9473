using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>ln(1 + x), without the cancellation of Log(1 + x) near 0; ±0 and subnormals are kept. −∞ at −1, NaN below, ∞ at ∞. Within 1.5 ulp.</summary>
/// <remarks>1 + x = 2ᵏ·(1 + f), where f = 2⁻ᵏ·x + (2⁻ᵏ − 1) is rounded once; then as <see cref="Log"/>. Where 1 + x rounds to 1 it is x.</remarks>
public readonly struct Log1p : IUnaryFunction
{
    private const float Huge = 8.5070592e37f; // 2¹²⁶: from there on 2⁻ᵏ is subnormal, and ln(1 + x) is ln x
    private const uint HugeBits = 0x7E800000;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x)
    {
        // The bits of 1 + x, as those of a whole number, are ordered like it; those of what is not positive come last.
        var u = Vector512<float>.One + x;
        return Vector512.LessThanAll(u.AsUInt32() - Vector512<uint>.One, Vector512.Create(HugeBits - 1)) ? Ordinary(x, u) : AtTheEdge(x, u);
    }

    /// <inheritdoc/>
    public float Reference(float x)
    {
        var u = 1 + x;
        if (u <= 0) return u == 0 ? float.NegativeInfinity : float.NaN;
        return u < Huge ? Ordinary(x, u) : default(Log).Reference(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Ordinary(Vector512<float> x, Vector512<float> u)
    {
        var k = Vector512.ShiftRightArithmetic(u.AsInt32() - Vector512.Create(Log.RootHalfBits), 23);
        var scale = Lanes.PowerOfTwo(-k);
        var y = Log.Join(Lanes.Fma(x, scale, scale - Vector512<float>.One), Vector512.ConvertToSingle(k));
        return Vector512.ConditionalSelect(Vector512.Equals(u, Vector512<float>.One), x, y); // with its sign, if it is zero
    }

    private static float Ordinary(float x, float u)
    {
        if (u == 1) return x;
        var k = (BitConverter.SingleToInt32Bits(u) - Log.RootHalfBits) >> 23;
        var scale = Lanes.PowerOfTwo(-k);
        return Log.Join(MathF.FusedMultiplyAdd(x, scale, scale - 1), k);
    }

    // −1 and below, huge numbers, infinities and NaN among the sixteen.
    private static Vector512<float> AtTheEdge(Vector512<float> x, Vector512<float> u)
    {
        var y = Vector512.ConditionalSelect(Vector512.LessThan(u, Vector512.Create(Huge)), Ordinary(x, u), default(Log).Of(x)); // also NaN
        y = Vector512.ConditionalSelect(Vector512.LessThan(u, Vector512<float>.Zero), Vector512.Create(float.NaN), y);
        return Vector512.ConditionalSelect(Vector512.Equals(u, Vector512<float>.Zero), Vector512.Create(float.NegativeInfinity), y);
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
