using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Activations;

/// <summary>x where positive, else 0; NaN stays.</summary>
public readonly struct Relu : IUnaryFunction
{
    static bool IUnaryFunction.IsLight => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x) => Vector512.AndNot(x, Vector512.LessThanOrEqual(x, Vector512<float>.Zero));

    /// <inheritdoc/>
    public float Reference(float x) => x <= 0 ? 0 : x;

    /// <summary>(x, gradient) → gradient where x is positive or not a number, else 0.</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => Vector512.AndNot(y, Vector512.LessThanOrEqual(x, Vector512<float>.Zero));

        /// <inheritdoc/>
        public float Reference(float x, float y) => x <= 0 ? 0 : y;
    }
}
