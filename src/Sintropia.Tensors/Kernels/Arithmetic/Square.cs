using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Arithmetic;

/// <summary>x².</summary>
public readonly struct Square : IUnaryFunction
{
    static bool IUnaryFunction.IsLight => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x) => x * x;

    /// <inheritdoc/>
    public float Reference(float x) => x * x;

    /// <summary>(x, gradient) → gradient·2x.</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => y * (x + x);

        /// <inheritdoc/>
        public float Reference(float x, float y) => y * (x + x);
    }
}
