using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Activations;

/// <summary>x + 1 where positive, else eˣ: the positive feature map of linear attention. Within 1 ulp.</summary>
public readonly struct EluPlusOne : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x + Vector512<float>.One, default(Exp).Of(x));

    /// <inheritdoc/>
    public float Reference(float x) => x > 0 ? x + 1 : default(Exp).Reference(x);

    /// <summary>(x, gradient) → gradient where x is positive, else gradient·eˣ.</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => new Elu.Gradient(1).Of(x, y);

        /// <inheritdoc/>
        public float Reference(float x, float y) => new Elu.Gradient(1).Reference(x, y);
    }
}
