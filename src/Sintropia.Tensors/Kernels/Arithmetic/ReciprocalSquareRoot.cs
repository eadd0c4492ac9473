using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Arithmetic;

/// <summary>1/√x, of two correctly rounded steps.</summary>
public readonly struct ReciprocalSquareRoot : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x) => Vector512<float>.One / Vector512.Sqrt(x);

    /// <inheritdoc/>
    public float Reference(float x) => 1 / MathF.Sqrt(x);

    /// <summary>(y, gradient) → −gradient·y³/2, from the result y.</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => y * (x * x * x * Vector512.Create(-0.5f));

        /// <inheritdoc/>
        public float Reference(float x, float y) => y * (x * x * x * -0.5f);
    }
}
