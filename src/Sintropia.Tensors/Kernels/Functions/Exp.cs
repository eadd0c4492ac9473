using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>eˣ. Within 1 ulp.</summary>
/// <remarks>
/// x = n·ln 2 + r with |r| ≤ ½ ln 2 (Cody and Waite's reduction in two parts, the first exact), eʳ by a polynomial of degree 6 (3.7e-9), scaled by 2ⁿ. Subnormal results are rounded,
/// not flushed. 0 below −103.98, ∞ above 88.72, NaN for NaN.
/// </remarks>
public readonly struct Exp : IUnaryFunction
{
    internal const float PerLn2 = 1.44269502f;
    internal const float Ln2High = 0.693145752f; // sixteen bits, so that n·Ln2High is exact; below ln 2, so that ±0 keeps its sign through both steps
    internal const float Ln2Low = 1.42860677e-6f;

    private const float Hopeless = -105, Overflow = 89;
    private const float E2 = 0.49999988079071044921875f, E3 = 0.16666518151760101318359375f, E4 = 0.04166965186595916748046875f;
    private const float E5 = 0.008368945680558681488037109375f, E6 = 0.001374497078359127044677734375f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x)
    {
        x = Lanes.AtMost(Lanes.AtLeast(x, Hopeless), Overflow);
        var (rounded, r) = Reduce(x);
        return Lanes.Scale(Curve(r), rounded);
    }

    /// <inheritdoc/>
    public float Reference(float x)
    {
        if (x < Hopeless) x = Hopeless;
        if (x > Overflow) x = Overflow;
        var (rounded, r) = Reduce(x);
        return Lanes.Scale(Curve(r), rounded);
    }

    /// <summary>eˣ for x ≤ 0, as softmax needs it: without the bound above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> OfNegative(Vector512<float> x)
    {
        var (rounded, r) = Reduce(Lanes.AtLeast(x, Hopeless));
        return Lanes.Scale(Curve(r), rounded);
    }

    /// <summary>n + <see cref="Lanes.Rounder"/> and r, where x = n·ln 2 + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector512<float> Rounded, Vector512<float> R) Reduce(Vector512<float> x)
    {
        var rounded = Lanes.Fma(x, Vector512.Create(PerLn2), Lanes.Rounder);
        var n = rounded - Vector512.Create(Lanes.Rounder);
        var r = Lanes.Fma(n, Vector512.Create(-Ln2High), x);
        return (rounded, Lanes.Fma(n, Vector512.Create(-Ln2Low), r));
    }

    /// <summary>n + <see cref="Lanes.Rounder"/> and r, where x = n·ln 2 + r.</summary>
    internal static (float Rounded, float R) Reduce(float x)
    {
        var rounded = MathF.FusedMultiplyAdd(x, PerLn2, Lanes.Rounder);
        var n = rounded - Lanes.Rounder;
        var r = MathF.FusedMultiplyAdd(n, -Ln2High, x);
        return (rounded, MathF.FusedMultiplyAdd(n, -Ln2Low, r));
    }

    /// <summary>eʳ for |r| ≤ ½ ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Curve(Vector512<float> r)
    {
        var p = Lanes.Fma(Vector512.Create(E6), r, E5);
        p = Lanes.Fma(p, r, E4);
        p = Lanes.Fma(p, r, E3);
        p = Lanes.Fma(p, r, E2);
        p = Lanes.Fma(p, r, 1);
        return Lanes.Fma(p, r, 1);
    }

    /// <summary>eʳ for |r| ≤ ½ ln 2.</summary>
    internal static float Curve(float r)
    {
        var p = MathF.FusedMultiplyAdd(E6, r, E5);
        p = MathF.FusedMultiplyAdd(p, r, E4);
        p = MathF.FusedMultiplyAdd(p, r, E3);
        p = MathF.FusedMultiplyAdd(p, r, E2);
        p = MathF.FusedMultiplyAdd(p, r, 1);
        return MathF.FusedMultiplyAdd(p, r, 1);
    }

    /// <summary>(y, gradient) → gradient·y, from the result y.</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => y * x;

        /// <inheritdoc/>
        public float Reference(float x, float y) => y * x;
    }
}
