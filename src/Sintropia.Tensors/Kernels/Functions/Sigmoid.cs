using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>1/(1 + e⁻ˣ), with its relative accuracy kept far to the left: e^−|x|/(1 + e^−|x|) below 0, 1/(1 + e^−|x|) above.</summary>
public readonly struct Sigmoid : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x)
    {
        var z = Exp.OfNegative(x | Vector512.Create(-0f)); // −|x|
        var above = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), z, Vector512<float>.One);
        return above / (Vector512<float>.One + z);
    }

    /// <inheritdoc/>
    public float Reference(float x)
    {
        var z = default(Exp).Reference(-MathF.Abs(x));
        return (x < 0 ? z : 1) / (1 + z);
    }

    /// <summary>(y, gradient) → gradient·y·(1 − y), from the result y.</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => y * (x * (Vector512<float>.One - x));

        /// <inheritdoc/>
        public float Reference(float x, float y) => y * (x * (1 - x));
    }
}
