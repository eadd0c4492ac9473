using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Doubles;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Losses;

/// <summary>ln P(x | mean μ, inverse dispersion θ) of the negative binomial law: lnΓ(x+θ) − lnΓ(θ) − lnΓ(x+1) + θ·ln(θ/(θ+μ)) + x·ln(μ/(θ+μ)). x and μ from 0, θ above 0, all finite.</summary>
/// <remarks>
/// In double, and as a sum of terms no larger than x and μ ask for: lnΓ(x+t) − lnΓ(t) = (t − ½)·ln(1 + x/t) + x·ln(x + t) − x + …, with t = θ, or θ + 8 below 8. A large θ (which is Poisson's
/// law) costs no digits, where differences of lnΓ would lose all of a float's and, in the end, of a double's.
/// </remarks>
public readonly struct NegativeBinomial : ITernaryFunction, IWideFunctionOfThree
{
    /// <inheritdoc/>
    public Vector512<float> Of(Vector512<float> x, Vector512<float> y, Vector512<float> z) => WidenedOfThree<NegativeBinomial>.Of(x, y, z);

    /// <inheritdoc/>
    public float Reference(float x, float y, float z) => WidenedOfThree<NegativeBinomial>.Of(x, y, z);

    [SkipLocalsInit, MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static T IWideFunctionOfThree.Of<T>(T x, T mean, T theta)
    {
        var ofNone = theta * Wide.Log1p(mean / theta);
        var none = T.Same(x, T.Of(0));
        if (T.All(none)) return -ofNone; // most counts of a cell are nothing

        var t = Gamma.Moved(theta);
        var sum = x + t;
        var y = (t - T.Of(0.5)) * Wide.Log1p(x / t) - ofNone + (x * Wide.Log(sum * (mean / (theta + mean))) - x);
        return T.Select(none, -ofNone, y + (Gamma.Correction(sum) - Gamma.Correction(t)) - LogFactorial(x, theta)); // of no count all else is 0, or 0·∞
    }

    // ln x!, less what lnΓ(x+θ) − lnΓ(θ) lost when θ was moved: the products that moved arguments up are divided under one logarithm.
    [SkipLocalsInit, MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static T LogFactorial<T>(T x, T theta) where T : struct, IDoubles<T>
    {
        var count = x + T.Of(1);
        var ratio = T.Select(T.Less(theta, T.Of(Gamma.Far)), Gamma.Rising(theta) / Gamma.Rising(x + theta), T.Of(1));
        ratio = T.Select(T.Less(count, T.Of(Gamma.Far)), ratio * Gamma.Rising(count), ratio);
        return Gamma.Stirling(Gamma.Moved(count)) - Wide.Log(ratio);
    }

    /// <summary>The derivative with respect to μ: θ(x − μ)/(μ(θ + μ)).</summary>
    public readonly struct OfMean : ITernaryFunction, IWideFunctionOfThree
    {
        /// <inheritdoc/>
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y, Vector512<float> z) => WidenedOfThree<OfMean>.Of(x, y, z);

        /// <inheritdoc/>
        public float Reference(float x, float y, float z) => WidenedOfThree<OfMean>.Of(x, y, z);

        static T IWideFunctionOfThree.Of<T>(T x, T mean, T theta) =>
            theta / (theta + mean) * T.Select(T.Same(x, T.Of(0)), T.Of(-1), (x - mean) / mean); // μ = 0 too
    }

    /// <summary>The derivative with respect to θ: ψ(x + θ) − ψ(θ) + ln(θ/(θ + μ)) + (μ − x)/(θ + μ).</summary>
    public readonly struct OfDispersion : ITernaryFunction, IWideFunctionOfThree
    {
        /// <inheritdoc/>
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y, Vector512<float> z) => WidenedOfThree<OfDispersion>.Of(x, y, z);

        /// <inheritdoc/>
        public float Reference(float x, float y, float z) => WidenedOfThree<OfDispersion>.Of(x, y, z);

        [SkipLocalsInit, MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        static T IWideFunctionOfThree.Of<T>(T x, T mean, T theta)
        {
            var ofNone = (mean - x) / (theta + mean) - Wide.Log1p(mean / theta);
            if (T.All(T.Same(x, T.Of(0)))) return ofNone;

            var t = Gamma.Moved(theta);
            var y = Wide.Log1p(x / t) + ofNone;
            return y + (Gamma.DigammaCorrection(x + t) - Gamma.DigammaCorrection(t)) + (T.Less(theta, T.Of(Gamma.Far)) & (Gamma.Harmonic(theta) - Gamma.Harmonic(x + theta)));
        }
    }
}
