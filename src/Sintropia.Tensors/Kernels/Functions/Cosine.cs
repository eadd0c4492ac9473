using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>cos x, x in radians, with all digits for every float; NaN at ±∞.</summary>
/// <remarks>In double: x = π·(k + t) with |t| ≤ ½, and (−1)ᵏ·sin π(½ − |t|), which keeps its digits where the cosine vanishes.</remarks>
public readonly struct Cosine : IUnaryFunction, IWideFunction
{
    /// <inheritdoc/>
    public Vector512<float> Of(Vector512<float> x) => Widened<Cosine>.Of(x);

    /// <inheritdoc/>
    public float Reference(float x) => Widened<Cosine>.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> IWideFunction.Of(Vector512<double> x)
    {
        var (odd, t) = Turning.Reduce(Vector512.Abs(x));
        return Turning.SinePi(Vector512.Create(0.5) - Vector512.Abs(t)) ^ odd;
    }

    static double IWideFunction.Of(double x)
    {
        var (odd, t) = Turning.Reduce(Math.Abs(x));
        var y = Turning.SinePi(0.5 - Math.Abs(t));
        return odd ? -y : y;
    }

    /// <summary>(x, gradient) → −gradient·sin x.</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => -y * default(Sine).Of(x);

        /// <inheritdoc/>
        public float Reference(float x, float y) => -y * default(Sine).Reference(x);
    }
}
