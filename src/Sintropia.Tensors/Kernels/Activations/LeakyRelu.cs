using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Activations;

/// <summary>x where positive, else slope·x.</summary>
/// <param name="slope">Usually 0.01.</param>
public readonly struct LeakyRelu(float slope) : IUnaryFunction
{
    static bool IUnaryFunction.IsLight => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x) => Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x, Vector512.Create(slope) * x);

    /// <inheritdoc/>
    public float Reference(float x) => x > 0 ? x : slope * x;

    /// <summary>(x, gradient) → gradient where x is positive, else gradient·slope.</summary>
    /// <param name="slope">Usually 0.01.</param>
    public readonly struct Gradient(float slope) : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) =>
            Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), y, Vector512.Create(slope) * y);

        /// <inheritdoc/>
        public float Reference(float x, float y) => x > 0 ? y : slope * y;
    }
}
