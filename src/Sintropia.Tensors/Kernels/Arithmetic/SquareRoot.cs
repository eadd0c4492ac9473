using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Arithmetic;

/// <summary>√x, correctly rounded.</summary>
public readonly struct SquareRoot : IUnaryFunction
{
    static bool IUnaryFunction.IsLight => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x) => Vector512.Sqrt(x);

    /// <inheritdoc/>
    public float Reference(float x) => MathF.Sqrt(x);

    /// <summary>(y, gradient) → gradient/(2y), from the result y.</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => y / (x + x);

        /// <inheritdoc/>
        public float Reference(float x, float y) => y / (x + x);
    }
}
