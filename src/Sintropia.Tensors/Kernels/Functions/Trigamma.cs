using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Doubles;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>ψ′(x), the second derivative of ln Γ. ∞ at 0 and at negative whole numbers, 0 at ∞, ∞ at −∞. Within 1 ulp for x above 0, and 1e-7 below.</summary>
/// <remarks>In double. The asymptotic series to 1/x¹³ from 8 on; below, ψ′(x + 8) + Σ 1/(x + i)²; below 0, π²/sin² πx − ψ′(1 − x).</remarks>
public readonly struct Trigamma : IUnaryFunction, IWideFunction
{
    /// <inheritdoc/>
    public Vector512<float> Of(Vector512<float> x) => Widened<Trigamma>.Of(x);

    /// <inheritdoc/>
    public float Reference(float x) => Widened<Trigamma>.Of(x);

    [SkipLocalsInit, MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static T IWideFunction.Of<T>(T x)
    {
        const double whole = -16777216;
        var negative = T.Less(x, T.Of(0));
        var y = Gamma.Trigamma(T.Select(negative, T.Of(1) - x, x));
        if (T.All(T.Same(negative, T.Of(0)))) return y;

        var sine = Turning.SinePi(x - T.Round(x));
        var reflected = T.Of(Math.PI * Math.PI) / (sine * sine) - y;
        reflected = T.Select(T.Less(x, T.Of(whole)), T.Of(double.PositiveInfinity), reflected);
        return T.Select(negative, reflected, y);
    }
}
