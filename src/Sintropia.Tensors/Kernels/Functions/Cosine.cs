using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Doubles;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>cos x, x in radians, with all digits for every float; NaN at ±∞. Within 0.6 ulp.</summary>
/// <remarks>In double: x = π·(k + t) with |t| ≤ ½, and (−1)ᵏ·sin π(½ − |t|), which keeps its digits where the cosine vanishes.</remarks>
public readonly struct Cosine : IUnaryFunction, IWideFunction
{
    /// <inheritdoc/>
    public Vector512<float> Of(Vector512<float> x) => Widened<Cosine>.Of(x);

    /// <inheritdoc/>
    public float Reference(float x) => Widened<Cosine>.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T IWideFunction.Of<T>(T x)
    {
        var fraction = Turning.Reduce(T.Abs(x), out var odd);
        return Turning.SinePi(T.Of(0.5) - T.Abs(fraction)) ^ odd;
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
