using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Doubles;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>ln |Γ(x)|. ∞ at 0, at negative whole numbers and at ±∞. Within 1 ulp for x above 0, and 1e-7 below.</summary>
/// <remarks>In double. Stirling's series to 1/x¹³ from 8 on; below, ln Γ(x + 8) − ln(x·(x+1)…(x+7)); below 0, Euler's reflection ln π − ln |sin πx| − ln Γ(1 − x).</remarks>
public readonly struct LogGamma : IUnaryFunction, IWideFunction
{
    /// <inheritdoc/>
    public Vector512<float> Of(Vector512<float> x) => Widened<LogGamma>.Of(x);

    /// <inheritdoc/>
    public float Reference(float x) => Widened<LogGamma>.Of(x);

    [SkipLocalsInit, MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static T IWideFunction.Of<T>(T x)
    {
        const double lnPi = 1.1447298858494002, whole = -16777216;
        var negative = T.Less(x, T.Of(0));
        if (T.All(T.Less(T.Of(-1), x) & T.Same(negative, T.Of(0)))) return AtTheEnds(x, Gamma.Log(x)); // no lane is negative, or no number

        var y = Gamma.Log(T.Select(negative, T.Of(1) - x, x));
        var reflected = T.Of(lnPi) - Wide.Log(T.Abs(Turning.SinePi(x - T.Round(x)))) - y;
        reflected = T.Select(T.Less(x, T.Of(whole)), T.Of(double.PositiveInfinity), reflected);
        return AtTheEnds(x, T.Select(negative, reflected, y));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T AtTheEnds(T x, T y)
        {
            y = T.Select(T.Same(T.Abs(x), T.Of(double.PositiveInfinity)), T.Of(double.PositiveInfinity), y);
            return T.Select(T.Same(x, x), y, x);
        }
    }

    /// <summary>(x, gradient) → gradient·ψ(x).</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => y * default(Digamma).Of(x);

        /// <inheritdoc/>
        public float Reference(float x, float y) => y * default(Digamma).Reference(x);
    }
}
