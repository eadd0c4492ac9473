using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>ln |Γ(x)|. ∞ at 0, at negative whole numbers and at ±∞.</summary>
/// <remarks>
/// In double. Stirling's series to 1/x¹³ from 8 on; below, ln Γ(x + 8) − ln(x·(x+1)…(x+7)); below 0, Euler's reflection ln π − ln |sin πx| − ln Γ(1 − x).
/// </remarks>
public readonly struct LogGamma : IUnaryFunction, IWideFunction
{
    internal const double Far = 8;

    private const double HalfLnTwoPi = 0.9189385332046727, LnPi = 1.1447298858494002, Whole = -16777216;
    private const double B1 = 1.0 / 12, B2 = -1.0 / 360, B3 = 1.0 / 1260, B4 = -1.0 / 1680, B5 = 1.0 / 1188, B6 = -691.0 / 360360, B7 = 1.0 / 156;

    /// <inheritdoc/>
    public Vector512<float> Of(Vector512<float> x) => Widened<LogGamma>.Of(x);

    /// <inheritdoc/>
    public float Reference(float x) => Widened<LogGamma>.Of(x);

    static Vector512<double> IWideFunction.Of(Vector512<double> x)
    {
        if (Vector512.GreaterThanOrEqualAll(x, Vector512<double>.Zero)) return Finish(OfPositive(x), x);

        var negative = Vector512.LessThan(x, Vector512<double>.Zero);
        var y = OfPositive(Wide.Select(negative, Vector512<double>.One - x, x));
        var sine = Turning.SinePi(x - Vector512.Round(x));
        var reflected = Vector512.Create(LnPi) - Wide.Log(Vector512.Abs(sine)) - y;
        reflected = Wide.Select(Vector512.LessThan(x, Vector512.Create(Whole)), Vector512.Create(double.PositiveInfinity), reflected);
        return Finish(Wide.Select(negative, reflected, y), x);
    }

    static double IWideFunction.Of(double x)
    {
        if (double.IsNaN(x)) return x;
        if (double.IsInfinity(x) || x < Whole) return double.PositiveInfinity;
        return x < 0 ? LnPi - Wide.Log(Math.Abs(Turning.SinePi(x - Math.Round(x)))) - OfPositive(1 - x) : OfPositive(x);
    }

    /// <summary>ln Γ(x) for x from 0 to the largest float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> OfPositive(Vector512<double> x)
    {
        var near = Vector512.LessThan(x, Vector512.Create(Far));
        var z = Wide.Select(near, x + Vector512.Create(Far), x);
        return Stirling(z) - (near & Wide.Log(Rising(x)));
    }

    /// <summary>ln Γ(x) for x from 0 to the largest float.</summary>
    internal static double OfPositive(double x) => x < Far ? Stirling(x + Far) - Wide.Log(Rising(x)) : Stirling(x);

    /// <summary>x·(x+1)…(x+7).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Rising(Vector512<double> x)
    {
        // The pairs (x+i)(x+7−i) are t, t+6, t+10 and t+12 with t = x² + 7x.
        var t = x * (x + Vector512.Create(7.0));
        return t * (t + Vector512.Create(6.0)) * ((t + Vector512.Create(10.0)) * (t + Vector512.Create(12.0)));
    }

    /// <summary>x·(x+1)…(x+7).</summary>
    internal static double Rising(double x)
    {
        var t = x * (x + 7);
        return t * (t + 6) * ((t + 10) * (t + 12));
    }

    /// <summary>ln Γ(z) for z ≥ 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Stirling(Vector512<double> z) =>
        Vector512.FusedMultiplyAdd(z - Vector512.Create(0.5), Wide.Log(z), Correction(z) + Vector512.Create(HalfLnTwoPi) - z);

    /// <summary>ln Γ(z) for z ≥ 8.</summary>
    internal static double Stirling(double z) =>
        Math.FusedMultiplyAdd(z - 0.5, Wide.Log(z), Correction(z) + HalfLnTwoPi - z);

    /// <summary>What Stirling's series adds, 1/(12z) − 1/(360z³) + …, for z ≥ 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Correction(Vector512<double> z)
    {
        var inverse = Vector512<double>.One / z;
        var w = inverse * inverse;
        var p = Lanes.Fma(Vector512.Create(B7), w, B6);
        p = Lanes.Fma(p, w, B5);
        p = Lanes.Fma(p, w, B4);
        p = Lanes.Fma(p, w, B3);
        p = Lanes.Fma(p, w, B2);
        p = Lanes.Fma(p, w, B1);
        return p * inverse;
    }

    /// <summary>What Stirling's series adds, 1/(12z) − 1/(360z³) + …, for z ≥ 8.</summary>
    internal static double Correction(double z)
    {
        var inverse = 1 / z;
        var w = inverse * inverse;
        var p = Math.FusedMultiplyAdd(B7, w, B6);
        p = Math.FusedMultiplyAdd(p, w, B5);
        p = Math.FusedMultiplyAdd(p, w, B4);
        p = Math.FusedMultiplyAdd(p, w, B3);
        p = Math.FusedMultiplyAdd(p, w, B2);
        p = Math.FusedMultiplyAdd(p, w, B1);
        return p * inverse;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Finish(Vector512<double> y, Vector512<double> x)
    {
        y = Wide.Select(Vector512.Equals(Vector512.Abs(x), Vector512.Create(double.PositiveInfinity)), Vector512.Create(double.PositiveInfinity), y);
        return Wide.Select(Vector512.Equals(x, x), y, x);
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
