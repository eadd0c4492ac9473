using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>sin x, x in radians, with all digits for every float; NaN at ±∞.</summary>
/// <remarks>In double: x = π·(k + t) with |t| ≤ ½, and (−1)ᵏ·sin πt.</remarks>
public readonly struct Sine : IUnaryFunction, IWideFunction
{
    /// <inheritdoc/>
    public Vector512<float> Of(Vector512<float> x) => Widened<Sine>.Of(x);

    /// <inheritdoc/>
    public float Reference(float x) => Widened<Sine>.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> IWideFunction.Of(Vector512<double> x)
    {
        var (odd, t) = Turning.Reduce(Vector512.Abs(x));
        return Turning.SinePi(t) ^ odd ^ (x & Vector512.Create(-0.0));
    }

    static double IWideFunction.Of(double x)
    {
        var (odd, t) = Turning.Reduce(Math.Abs(x));
        var y = Turning.SinePi(t);
        return odd != double.IsNegative(x) ? -y : y;
    }

    /// <summary>(x, gradient) → gradient·cos x.</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => y * default(Cosine).Of(x);

        /// <inheritdoc/>
        public float Reference(float x, float y) => y * default(Cosine).Reference(x);
    }
}
