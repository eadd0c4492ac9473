using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Doubles;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>ψ(x) = Γ′(x)/Γ(x). −∞ at +0, ∞ at −0, NaN at negative whole numbers and −∞, ∞ at ∞. Within 1 ulp for x above 0, and 1e-7 below.</summary>
/// <remarks>In double. The asymptotic series to 1/x¹² from 8 on; below, ψ(x + 8) − Σ 1/(x + i); below 0, ψ(1 − x) − π/tan πx.</remarks>
public readonly struct Digamma : IUnaryFunction, IWideFunction
{
    /// <inheritdoc/>
    public Vector512<float> Of(Vector512<float> x) => Widened<Digamma>.Of(x);

    /// <inheritdoc/>
    public float Reference(float x) => Widened<Digamma>.Of(x);

    [SkipLocalsInit, MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static T IWideFunction.Of<T>(T x)
    {
        var finite = T.Less(x, T.Of(double.PositiveInfinity));
        var negative = T.Less(x, T.Of(0));
        if (T.All(T.Less(T.Of(-1), x) & T.Same(negative, T.Of(0)))) return T.Select(finite, Gamma.Digamma(x), x);

        var y = Gamma.Digamma(T.Select(negative, T.Of(1) - x, x));
        var f = x - T.Round(x);
        var reflected = y - T.Of(Math.PI) * Turning.CosinePi(f) / Turning.SinePi(f);
        reflected = T.Select(T.Same(f, T.Of(0)), T.Of(double.NaN), reflected);
        return T.Select(finite, T.Select(negative, reflected, y), x);
    }

    /// <summary>(x, gradient) → gradient·ψ′(x).</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => y * default(Trigamma).Of(x);

        /// <inheritdoc/>
        public float Reference(float x, float y) => y * default(Trigamma).Reference(x);
    }
}
