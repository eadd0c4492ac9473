using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Arithmetic;

/// <summary>x held between two bounds; NaN stays.</summary>
/// <param name="lowest">The bound below.</param>
/// <param name="highest">The bound above.</param>
public readonly struct Clamp(float lowest, float highest) : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x) => Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(lowest)), Vector512.Create(lowest),
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(highest)), Vector512.Create(highest), x));

    /// <inheritdoc/>
    public float Reference(float x) => x < lowest ? lowest : x > highest ? highest : x;

    /// <summary>(x, gradient) → gradient between the bounds, both included, and 0 outside.</summary>
    /// <param name="lowest">The bound below.</param>
    /// <param name="highest">The bound above.</param>
    public readonly struct Gradient(float lowest, float highest) : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => y & Vector512.GreaterThanOrEqual(x, Vector512.Create(lowest)) & Vector512.LessThanOrEqual(x, Vector512.Create(highest));

        /// <inheritdoc/>
        public float Reference(float x, float y) => x >= lowest && x <= highest ? y : 0;
    }
}
