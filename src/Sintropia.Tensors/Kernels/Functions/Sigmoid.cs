using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>1/(1 + e⁻ˣ), with its relative accuracy kept far to the left: e^−|x|/(1 + e^−|x|) below 0, 1/(1 + e^−|x|) above. Within 2.5 ulp.</summary>
public readonly struct Sigmoid : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x)
    {
        var z = Exp.OfNegative(x | Vector512.Create(-0f)); // −|x|
        var above = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), z, Vector512<float>.One);
        return above / (Vector512<float>.One + z);
    }

    /// <inheritdoc/>
    public float Reference(float x)
    {
        var z = default(Exp).Reference(-MathF.Abs(x));
        return (x < 0 ? z : 1) / (1 + z);
    }

    /// <summary>s(x) + slope·s(x)(1 − s(x)), with the digits of 1 − s where s is nearly 1: what the gradients of x·s(f(x)) are made of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> WithSlope(Vector512<float> x, Vector512<float> slope)
    {
        var z = Exp.OfNegative(x | Vector512.Create(-0f));
        var inverse = Vector512<float>.One / (Vector512<float>.One + z);
        var above = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), z, Vector512<float>.One);
        return inverse * Lanes.Fma(slope, z * inverse, above);
    }

    /// <summary>s(x) + slope·s(x)(1 − s(x)).</summary>
    internal static float WithSlope(float x, float slope)
    {
        var z = default(Exp).Reference(-MathF.Abs(x));
        var inverse = 1 / (1 + z);
        return inverse * MathF.FusedMultiplyAdd(slope, z * inverse, x < 0 ? z : 1);
    }

    /// <summary>(y, gradient) → gradient·y·(1 − y), from the result y.</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => y * (x * (Vector512<float>.One - x));

        /// <inheritdoc/>
        public float Reference(float x, float y) => y * (x * (1 - x));
    }
}
