using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|). Its gradient is <see cref="Sigmoid"/>. Within 2 ulp.</summary>
public readonly struct Softplus : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x) => Lanes.Positive(x) + Log1p.OfUnit(Exp.OfNegative(x | Vector512.Create(-0f)));

    /// <inheritdoc/>
    public float Reference(float x) => (x > 0 ? x : 0) + Log1p.OfUnit(default(Exp).Reference(-MathF.Abs(x)));

    /// <summary>(x, gradient) → gradient/(1 + e⁻ˣ).</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => y * default(Sigmoid).Of(x);

        /// <inheritdoc/>
        public float Reference(float x, float y) => y * default(Sigmoid).Reference(x);
    }
}
