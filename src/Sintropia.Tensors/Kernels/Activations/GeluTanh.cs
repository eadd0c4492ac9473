using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Activations;

/// <summary>x·½(1 + tanh √(2/π)(x + 0.044715·x³)), which is x/(1 + e^−2u): the GELU that some models were trained with. ∞ at ∞, 0 at −∞. Within 3 ulp, and 1e-7·x⁴·e^(−x²/2) more where that counts.</summary>
public readonly struct GeluTanh : IUnaryFunction
{
    private const float Slope = 1.5957691f, Cubic = 0.07135482f; // 2√(2/π), and 0.044715 times that
    private const float Flat = -16; // the sigmoid is 0 from −11 on

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x)
    {
        var held = Lanes.AtLeast(x, Flat);
        return held * default(Sigmoid).Of(held * Lanes.Fma(held * held, Vector512.Create(Cubic), Slope));
    }

    /// <inheritdoc/>
    public float Reference(float x)
    {
        var held = x < Flat ? Flat : x;
        return held * default(Sigmoid).Reference(held * MathF.FusedMultiplyAdd(held * held, Cubic, Slope));
    }

    /// <summary>(x, gradient) → gradient·(s + x·s(1 − s)·2u′) with s = 1/(1 + e^−2u).</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y)
        {
            var held = Lanes.AtMost(Lanes.AtLeast(x, Flat), -Flat);
            var square = held * held;
            return y * Sigmoid.WithSlope(held * Lanes.Fma(square, Vector512.Create(Cubic), Slope), held * Lanes.Fma(square, Vector512.Create(3 * Cubic), Slope));
        }

        /// <inheritdoc/>
        public float Reference(float x, float y)
        {
            var held = x < Flat ? Flat : x > -Flat ? -Flat : x;
            var square = held * held;
            return y * Sigmoid.WithSlope(held * MathF.FusedMultiplyAdd(square, Cubic, Slope), held * MathF.FusedMultiplyAdd(square, 3 * Cubic, Slope));
        }
    }
}
