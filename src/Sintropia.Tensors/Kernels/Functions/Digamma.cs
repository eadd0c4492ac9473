using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>ψ(x) = Γ′(x)/Γ(x). −∞ at +0, ∞ at −0, NaN at negative whole numbers and −∞, ∞ at ∞.</summary>
/// <remarks>In double. The asymptotic series to 1/x¹² from 8 on; below, ψ(x + 8) − Σ 1/(x + i); below 0, ψ(1 − x) − π/tan πx.</remarks>
public readonly struct Digamma : IUnaryFunction, IWideFunction
{
    private const double Pi = Math.PI;
    private const double A1 = -1.0 / 12, A2 = 1.0 / 120, A3 = -1.0 / 252, A4 = 1.0 / 240, A5 = -1.0 / 132, A6 = 691.0 / 32760, A7 = -1.0 / 12;

    /// <inheritdoc/>
    public Vector512<float> Of(Vector512<float> x) => Widened<Digamma>.Of(x);

    /// <inheritdoc/>
    public float Reference(float x) => Widened<Digamma>.Of(x);

    static Vector512<double> IWideFunction.Of(Vector512<double> x)
    {
        var infinity = Vector512.Create(double.PositiveInfinity);
        if (Vector512.GreaterThanOrEqualAll(x, Vector512<double>.Zero)) return Wide.Select(Vector512.LessThan(x, infinity), OfPositive(x), x);

        var negative = Vector512.LessThan(x, Vector512<double>.Zero);
        var y = OfPositive(Wide.Select(negative, Vector512<double>.One - x, x));
        var f = x - Vector512.Round(x);
        var reflected = y - Vector512.Create(Pi) * Turning.CosinePi(f) / Turning.SinePi(f);
        reflected = Wide.Select(Vector512.Equals(f, Vector512<double>.Zero), Vector512.Create(double.NaN), reflected);
        return Wide.Select(Vector512.LessThan(x, infinity), Wide.Select(negative, reflected, y), x);
    }

    static double IWideFunction.Of(double x)
    {
        if (!(x < double.PositiveInfinity)) return x;
        if (!(x < 0)) return OfPositive(x);
        var f = x - Math.Round(x);
        return f == 0 ? double.NaN : OfPositive(1 - x) - Pi * Turning.CosinePi(f) / Turning.SinePi(f);
    }

    /// <summary>ψ(x) for x from 0 to the largest float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> OfPositive(Vector512<double> x)
    {
        var near = Vector512.LessThan(x, Vector512.Create(LogGamma.Far));
        var z = Wide.Select(near, x + Vector512.Create(LogGamma.Far), x);
        return Series(z) - (near & Harmonic(x));
    }

    /// <summary>ψ(x) for x from 0 to the largest float.</summary>
    internal static double OfPositive(double x) => x < LogGamma.Far ? Series(x + LogGamma.Far) - Harmonic(x) : Series(x);

    /// <summary>1/x + 1/(x+1) + … + 1/(x+7).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Harmonic(Vector512<double> x)
    {
        // The pairs 1/(x+i) + 1/(x+7−i) are (2x+7)/(t + 0, 6, 10, 12) with t = x² + 7x.
        var t = x * (x + Vector512.Create(7.0));
        var (a, b) = (t + Vector512.Create(6.0), t + Vector512.Create(10.0));
        var c = t + Vector512.Create(12.0);
        var (outer, inner) = (t * a, b * c);
        return (x + x + Vector512.Create(7.0)) * Vector512.FusedMultiplyAdd(t + a, inner, (b + c) * outer) / (outer * inner);
    }

    /// <summary>1/x + 1/(x+1) + … + 1/(x+7).</summary>
    internal static double Harmonic(double x)
    {
        var t = x * (x + 7);
        var (a, b, c) = (t + 6, t + 10, t + 12);
        var (outer, inner) = (t * a, b * c);
        return (x + x + 7) * Math.FusedMultiplyAdd(t + a, inner, (b + c) * outer) / (outer * inner);
    }

    /// <summary>ψ(z) for z ≥ 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Series(Vector512<double> z) => Wide.Log(z) + Correction(z);

    /// <summary>ψ(z) for z ≥ 8.</summary>
    private static double Series(double z) => Wide.Log(z) + Correction(z);

    /// <summary>What the asymptotic series adds to ln z, −1/(2z) − 1/(12z²) + …, for z ≥ 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Correction(Vector512<double> z)
    {
        var inverse = Vector512<double>.One / z;
        var w = inverse * inverse;
        var p = Lanes.Fma(Vector512.Create(A7), w, A6);
        p = Lanes.Fma(p, w, A5);
        p = Lanes.Fma(p, w, A4);
        p = Lanes.Fma(p, w, A3);
        p = Lanes.Fma(p, w, A2);
        p = Lanes.Fma(p, w, A1);
        return Vector512.FusedMultiplyAdd(p, w, inverse * Vector512.Create(-0.5));
    }

    /// <summary>What the asymptotic series adds to ln z, −1/(2z) − 1/(12z²) + …, for z ≥ 8.</summary>
    internal static double Correction(double z)
    {
        var inverse = 1 / z;
        var w = inverse * inverse;
        var p = Math.FusedMultiplyAdd(A7, w, A6);
        p = Math.FusedMultiplyAdd(p, w, A5);
        p = Math.FusedMultiplyAdd(p, w, A4);
        p = Math.FusedMultiplyAdd(p, w, A3);
        p = Math.FusedMultiplyAdd(p, w, A2);
        p = Math.FusedMultiplyAdd(p, w, A1);
        return Math.FusedMultiplyAdd(p, w, inverse * -0.5);
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
