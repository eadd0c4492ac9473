using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>eˣ − 1, without the cancellation of Exp(x) − 1 near 0; ±0 and subnormals are kept. Within 1.5 ulp.</summary>
/// <remarks>As <see cref="Exp"/>, with a polynomial of degree 7 for eʳ − 1 (5e-10), and 2ⁿ·(eʳ − 1) + (2ⁿ − 1) rounded once.</remarks>
public readonly struct Expm1 : IUnaryFunction
{
    private const float MinusOne = -18, Overflow = 89, Largest = 126;
    private const float M2 = 0.5f, M3 = 0.1666666567325592041015625f, M4 = 0.0416664779186248779296875f, M5 = 0.008333566598594188690185546875f;
    private const float M6 = 0.0013933689333498477935791015625f, M7 = 0.000197432818822562694549560546875f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x)
    {
        var held = Lanes.AtMost(Lanes.AtLeast(x, MinusOne), Overflow);
        var (rounded, r) = Exp.Reduce(held);

        // 2¹²⁸ is no float: what n has beyond 126 comes last.
        var usual = Lanes.AtMost(rounded, Largest + Lanes.Rounder);
        var scale = Lanes.PowerOfTwo(usual);
        var y = Lanes.Fma(scale, Curve(r), scale - Vector512<float>.One) * Lanes.PowerOfTwo(rounded - usual + Vector512.Create(Lanes.Rounder));
        return Lanes.WithSignOf(y, x);
    }

    /// <inheritdoc/>
    public float Reference(float x)
    {
        var (rounded, r) = Exp.Reduce(x < MinusOne ? MinusOne : x > Overflow ? Overflow : x);
        var usual = rounded > Largest + Lanes.Rounder ? Largest + Lanes.Rounder : rounded;
        var scale = Lanes.PowerOfTwo(usual);
        return MathF.CopySign(MathF.FusedMultiplyAdd(scale, Curve(r), scale - 1) * Lanes.PowerOfTwo(rounded - usual + Lanes.Rounder), x);
    }

    /// <summary>eˣ − 1 for x from −86 to 86; the sign of a zero is lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> OfModerate(Vector512<float> x)
    {
        var (rounded, r) = Exp.Reduce(x);
        var scale = Lanes.PowerOfTwo(rounded);
        return Lanes.Fma(scale, Curve(r), scale - Vector512<float>.One);
    }

    /// <summary>eˣ − 1 for x from −86 to 86; the sign of a zero is lost.</summary>
    internal static float OfModerate(float x)
    {
        var (rounded, r) = Exp.Reduce(x);
        var scale = Lanes.PowerOfTwo(rounded);
        return MathF.FusedMultiplyAdd(scale, Curve(r), scale - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Curve(Vector512<float> r)
    {
        var p = Lanes.Fma(Vector512.Create(M7), r, M6);
        p = Lanes.Fma(p, r, M5);
        p = Lanes.Fma(p, r, M4);
        p = Lanes.Fma(p, r, M3);
        p = Lanes.Fma(p, r, M2);
        return Lanes.Fma(r * r, p, r);
    }

    private static float Curve(float r)
    {
        var p = MathF.FusedMultiplyAdd(M7, r, M6);
        p = MathF.FusedMultiplyAdd(p, r, M5);
        p = MathF.FusedMultiplyAdd(p, r, M4);
        p = MathF.FusedMultiplyAdd(p, r, M3);
        p = MathF.FusedMultiplyAdd(p, r, M2);
        return MathF.FusedMultiplyAdd(r * r, p, r);
    }

    /// <summary>(y, gradient) → gradient·(y + 1), from the result y.</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => Lanes.Fma(y, x, y);

        /// <inheritdoc/>
        public float Reference(float x, float y) => MathF.FusedMultiplyAdd(y, x, y);
    }
}
