using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>ln(1/(1 + e⁻ˣ)) = −ln(1 + e⁻ˣ). Within 2 ulp.</summary>
public readonly struct LogSigmoid : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x) => -default(Softplus).Of(-x);

    /// <inheritdoc/>
    public float Reference(float x) => -default(Softplus).Reference(-x);

    /// <summary>(x, gradient) → gradient/(1 + eˣ).</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => y * default(Sigmoid).Of(-x);

        /// <inheritdoc/>
        public float Reference(float x, float y) => y * default(Sigmoid).Reference(-x);
    }
}
