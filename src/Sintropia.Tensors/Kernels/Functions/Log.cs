using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>ln x. Within 1 ulp.</summary>
/// <remarks>
/// x = 2ᵏ·(1 + f) with 1 + f from √½ to √2; ln(1 + f) = f − f²/2 + f³·P(f), P of degree 7 (7.6e-9). −∞ at ±0, NaN below 0, ∞ at ∞. Subnormal arguments are taken as they are.
/// </remarks>
public readonly struct Log : IUnaryFunction
{
    internal const int RootHalfBits = 0x3F3504F3;

    private const int SmallestNormalBits = 0x00800000, OrdinarySpan = 0x7F000000;
    private const float SmallestNormal = 1.17549435e-38f, TwoTo23 = 8388608;
    private const float L3 = 0.33333301544189453125f, L4 = -0.2500080764293670654296875f, L5 = 0.20002855360507965087890625f, L6 = -0.16624893248081207275390625f;
    private const float L7 = 0.141747415065765380859375f, L8 = -0.13122577965259552001953125f, L9 = 0.12903808057308197021484375f, L10 = -0.078866422176361083984375f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x)
    {
        var offset = (x.AsInt32() - Vector512.Create(SmallestNormalBits)).AsUInt32();
        return Vector512.LessThanAll(offset, Vector512.Create((uint)OrdinarySpan)) ? Ordinary(x, Vector512<int>.Zero) : AtTheEdge(x);
    }

    /// <inheritdoc/>
    public float Reference(float x)
    {
        if (!(x >= 0)) return float.NaN;
        if (x == 0) return float.NegativeInfinity;
        if (x == float.PositiveInfinity) return x;
        return x < SmallestNormal ? Ordinary(x * TwoTo23, -23) : Ordinary(x, 0);
    }

    /// <summary>ln(1 + f) + k·ln 2 for 1 + f from √½ to √2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Join(Vector512<float> f, Vector512<float> k)
    {
        // In pairs, so that no long chain of steps waits for each other.
        var f2 = f * f;
        var upper = Lanes.Fma(Lanes.Fma(Vector512.Create(L10), f, L9), f2, Lanes.Fma(Vector512.Create(L8), f, L7));
        var lower = Lanes.Fma(Lanes.Fma(Vector512.Create(L6), f, L5), f2, Lanes.Fma(Vector512.Create(L4), f, L3));
        var p = Lanes.Fma(upper, f2 * f2, lower);
        var rest = Lanes.Fma(f2, Lanes.Fma(p, f, -0.5f), k * Vector512.Create(Exp.Ln2Low));
        return Lanes.Fma(k, Vector512.Create(Exp.Ln2High), f + rest);
    }

    /// <summary>ln(1 + f) + k·ln 2 for 1 + f from √½ to √2.</summary>
    internal static float Join(float f, float k)
    {
        var f2 = f * f;
        var upper = MathF.FusedMultiplyAdd(MathF.FusedMultiplyAdd(L10, f, L9), f2, MathF.FusedMultiplyAdd(L8, f, L7));
        var lower = MathF.FusedMultiplyAdd(MathF.FusedMultiplyAdd(L6, f, L5), f2, MathF.FusedMultiplyAdd(L4, f, L3));
        var p = MathF.FusedMultiplyAdd(upper, f2 * f2, lower);
        var rest = MathF.FusedMultiplyAdd(f2, MathF.FusedMultiplyAdd(p, f, -0.5f), k * Exp.Ln2Low);
        return MathF.FusedMultiplyAdd(k, Exp.Ln2High, f + rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Ordinary(Vector512<float> x, Vector512<int> shift)
    {
        var bits = x.AsInt32();
        var k = Vector512.ShiftRightArithmetic(bits - Vector512.Create(RootHalfBits), 23);
        var f = (bits - Vector512.ShiftLeft(k, 23)).AsSingle() - Vector512<float>.One;
        return Join(f, Vector512.ConvertToSingle(k + shift));
    }

    private static float Ordinary(float x, int shift)
    {
        var bits = BitConverter.SingleToInt32Bits(x);
        var k = (bits - RootHalfBits) >> 23;
        return Join(BitConverter.Int32BitsToSingle(bits - (k << 23)) - 1, k + shift);
    }

    // Zeros, subnormals, negative numbers, infinities and NaN among the sixteen.
    private static Vector512<float> AtTheEdge(Vector512<float> x)
    {
        var tiny = Vector512.LessThan(x, Vector512.Create(SmallestNormal));
        var y = Ordinary(Vector512.ConditionalSelect(tiny, x * Vector512.Create(TwoTo23), x), tiny.AsInt32() & Vector512.Create(-23));
        var infinity = Vector512.Create(float.PositiveInfinity);
        y = Vector512.ConditionalSelect(Vector512.Equals(x, infinity), infinity, y);
        y = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<float>.Zero), -infinity, y);
        return Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(x, Vector512<float>.Zero), y, Vector512.Create(float.NaN));
    }

    /// <summary>(x, gradient) → gradient/x.</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => y / x;

        /// <inheritdoc/>
        public float Reference(float x, float y) => y / x;
    }
}
