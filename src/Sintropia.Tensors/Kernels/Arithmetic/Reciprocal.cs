using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Arithmetic;

/// <summary>1/x.</summary>
public readonly struct Reciprocal : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x) => Vector512<float>.One / x;

    /// <inheritdoc/>
    public float Reference(float x) => 1 / x;

    /// <summary>(y, gradient) → −gradient·y², from the result y.</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => -(y * (x * x));

        /// <inheritdoc/>
        public float Reference(float x, float y) => -(y * (x * x));
    }
}
