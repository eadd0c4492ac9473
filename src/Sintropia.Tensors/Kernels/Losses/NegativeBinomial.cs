using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Losses;

/// <summary>ln P(x | mean μ, inverse dispersion θ) of the negative binomial law: lnΓ(x+θ) − lnΓ(θ) − lnΓ(x+1) + θ·ln(θ/(θ+μ)) + x·ln(μ/(θ+μ)). x and μ from 0, θ above 0, all finite.</summary>
/// <remarks>
/// In double, and as a sum of terms no larger than x and μ ask for: lnΓ(x+t) − lnΓ(t) = (t − ½)·ln(1 + x/t) + x·ln(x + t) − x + …, with t = θ, or θ + 8 below 8. A large θ (which is Poisson's
/// law) costs no digits, where differences of lnΓ would lose all of a float's and, in the end, of a double's.
/// </remarks>
public readonly struct NegativeBinomial : ITernaryFunction
{
    /// <summary>The argument that is moved up by <see cref="LogGamma.Far"/> where it is below.</summary>
    private const double Far = LogGamma.Far;

    /// <inheritdoc/>
    public Vector512<float> Of(Vector512<float> x, Vector512<float> y, Vector512<float> z) => Vector512.Narrow(
        Of(Vector512.WidenLower(x), Vector512.WidenLower(y), Vector512.WidenLower(z)), Of(Vector512.WidenUpper(x), Vector512.WidenUpper(y), Vector512.WidenUpper(z)));

    /// <inheritdoc/>
    public float Reference(float x, float y, float z) => (float)Of((double)x, y, z);

    private static Vector512<double> Of(Vector512<double> x, Vector512<double> mean, Vector512<double> theta)
    {
        var one = Vector512<double>.One;
        var near = Vector512.LessThan(theta, Vector512.Create(Far));
        var t = Wide.Select(near, theta + Vector512.Create(Far), theta);
        var sum = x + t;

        // The products that moved arguments up are divided under one logarithm: of θ, of x + θ, of x + 1.
        var count = x + one;
        var few = Vector512.LessThan(count, Vector512.Create(Far));
        var c = Wide.Select(few, count + Vector512.Create(Far), count);
        var ratio = Wide.Select(near, LogGamma.Rising(theta) / LogGamma.Rising(x + theta), one);
        ratio = Wide.Select(few, ratio * LogGamma.Rising(count), ratio);

        var ofNone = theta * Wide.Log1p(mean / theta);
        var y = (t - Vector512.Create(0.5)) * Wide.Log1p(x / t) - ofNone + (x * Wide.Log(sum * (mean / (theta + mean))) - x);
        y = y + (LogGamma.Correction(sum) - LogGamma.Correction(t)) - LogGamma.Stirling(c) + Wide.Log(ratio);
        return Wide.Select(Vector512.Equals(x, Vector512<double>.Zero), -ofNone, y); // of which all else is 0, or 0·∞
    }

    private static double Of(double x, double mean, double theta)
    {
        var ofNone = theta * Wide.Log1p(mean / theta);
        if (x == 0) return -ofNone;
        var t = theta < Far ? theta + Far : theta;
        var sum = x + t;
        var count = x + 1;
        var c = count < Far ? count + Far : count;
        var ratio = theta < Far ? LogGamma.Rising(theta) / LogGamma.Rising(x + theta) : 1;
        ratio = count < Far ? ratio * LogGamma.Rising(count) : ratio;

        var y = (t - 0.5) * Wide.Log1p(x / t) - ofNone + (x * Wide.Log(sum * (mean / (theta + mean))) - x);
        return y + (LogGamma.Correction(sum) - LogGamma.Correction(t)) - LogGamma.Stirling(c) + Wide.Log(ratio);
    }

    /// <summary>The derivative with respect to μ: θ(x − μ)/(μ(θ + μ)).</summary>
    public readonly struct OfMean : ITernaryFunction
    {
        /// <inheritdoc/>
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y, Vector512<float> z) => Vector512.Narrow(
            Of(Vector512.WidenLower(x), Vector512.WidenLower(y), Vector512.WidenLower(z)), Of(Vector512.WidenUpper(x), Vector512.WidenUpper(y), Vector512.WidenUpper(z)));

        /// <inheritdoc/>
        public float Reference(float x, float y, float z) => (float)(x == 0 ? (double)z / ((double)z + y) * -1 : (double)z / ((double)z + y) * (((double)x - y) / y));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<double> Of(Vector512<double> x, Vector512<double> mean, Vector512<double> theta) =>
            theta / (theta + mean) * Wide.Select(Vector512.Equals(x, Vector512<double>.Zero), Vector512.Create(-1.0), (x - mean) / mean); // μ = 0 too
    }

    /// <summary>The derivative with respect to θ: ψ(x + θ) − ψ(θ) + ln(θ/(θ + μ)) + (μ − x)/(θ + μ).</summary>
    public readonly struct OfDispersion : ITernaryFunction
    {
        /// <inheritdoc/>
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y, Vector512<float> z) => Vector512.Narrow(
            Of(Vector512.WidenLower(x), Vector512.WidenLower(y), Vector512.WidenLower(z)), Of(Vector512.WidenUpper(x), Vector512.WidenUpper(y), Vector512.WidenUpper(z)));

        /// <inheritdoc/>
        public float Reference(float x, float y, float z) => (float)Of((double)x, y, z);

        private static Vector512<double> Of(Vector512<double> x, Vector512<double> mean, Vector512<double> theta)
        {
            var near = Vector512.LessThan(theta, Vector512.Create(Far));
            var t = Wide.Select(near, theta + Vector512.Create(Far), theta);
            var y = Wide.Log1p(x / t) - Wide.Log1p(mean / theta) + (mean - x) / (theta + mean);
            return y + (Digamma.Correction(x + t) - Digamma.Correction(t)) + (near & (Digamma.Harmonic(theta) - Digamma.Harmonic(x + theta)));
        }

        private static double Of(double x, double mean, double theta)
        {
            var t = theta < Far ? theta + Far : theta;
            var y = Wide.Log1p(x / t) - Wide.Log1p(mean / theta) + (mean - x) / (theta + mean);
            return y + (Digamma.Correction(x + t) - Digamma.Correction(t)) + (theta < Far ? Digamma.Harmonic(theta) - Digamma.Harmonic(x + theta) : 0);
        }
    }
}
