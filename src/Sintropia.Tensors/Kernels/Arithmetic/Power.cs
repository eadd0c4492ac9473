using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Arithmetic;

/// <summary>xᵖ for one exponent; small whole exponents are multiplied out.</summary>
/// <param name="exponent">p.</param>
public readonly struct Power(float exponent) : IUnaryFunction
{
    /// <inheritdoc/>
    public Vector512<float> Of(Vector512<float> x) => exponent switch
    {
        1 => x,
        2 => x * x,
        3 => x * x * x,
        -1 => Vector512<float>.One / x,
        _ => default(Pow).Of(x, Vector512.Create(exponent)),
    };

    /// <inheritdoc/>
    public float Reference(float x) => exponent switch
    {
        1 => x,
        2 => x * x,
        3 => x * x * x,
        -1 => 1 / x,
        _ => default(Pow).Reference(x, exponent),
    };

    /// <summary>(x, gradient) → gradient·p·xᵖ⁻¹; 0 for p = 0.</summary>
    /// <param name="exponent">p.</param>
    public readonly struct Gradient(float exponent) : IBinaryFunction
    {
        /// <inheritdoc/>
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) =>
            exponent == 0 ? Vector512<float>.Zero : y * (Vector512.Create(exponent) * new Power(exponent - 1).Of(x));

        /// <inheritdoc/>
        public float Reference(float x, float y) => exponent == 0 ? 0 : y * (exponent * new Power(exponent - 1).Reference(x));
    }
}
