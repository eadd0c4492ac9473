using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Activations;

/// <summary>x/(1 + e⁻ˣ), also called swish. ∞ at ∞, 0 at −∞. Within 3 ulp, and 1e-43 more below −87.</summary>
public readonly struct Silu : IUnaryFunction
{
    private const float Flat = 120; // the sigmoid of its negative is 0

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x)
    {
        var held = Lanes.AtLeast(x, -Flat);
        return held * default(Sigmoid).Of(held);
    }

    /// <inheritdoc/>
    public float Reference(float x)
    {
        var held = x < -Flat ? -Flat : x;
        return held * default(Sigmoid).Reference(held);
    }

    /// <summary>(x, gradient) → gradient·s·(1 + x(1 − s)) with s = 1/(1 + e⁻ˣ).</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y)
        {
            var held = Lanes.AtMost(Lanes.AtLeast(x, -Flat), Flat);
            return y * Sigmoid.WithSlope(held, held);
        }

        /// <inheritdoc/>
        public float Reference(float x, float y)
        {
            var held = x < -Flat ? -Flat : x > Flat ? Flat : x;
            return y * Sigmoid.WithSlope(held, held);
        }
    }
}
