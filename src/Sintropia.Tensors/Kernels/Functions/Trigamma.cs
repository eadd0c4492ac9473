using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>ψ′(x), the second derivative of ln Γ. ∞ at 0 and at negative whole numbers, 0 at ∞, ∞ at −∞.</summary>
/// <remarks>In double. The asymptotic series to 1/x¹³ from 8 on; below, ψ′(x + 8) + Σ 1/(x + i)²; below 0, π²/sin² πx − ψ′(1 − x).</remarks>
public readonly struct Trigamma : IUnaryFunction, IWideFunction
{
    private const double PiSquared = Math.PI * Math.PI, Whole = -16777216;
    private const double B1 = 1.0 / 6, B2 = -1.0 / 30, B3 = 1.0 / 42, B4 = -1.0 / 30, B5 = 5.0 / 66, B6 = -691.0 / 2730;

    /// <inheritdoc/>
    public Vector512<float> Of(Vector512<float> x) => Widened<Trigamma>.Of(x);

    /// <inheritdoc/>
    public float Reference(float x) => Widened<Trigamma>.Of(x);

    static Vector512<double> IWideFunction.Of(Vector512<double> x)
    {
        if (Vector512.GreaterThanOrEqualAll(x, Vector512<double>.Zero)) return OfPositive(x);

        var negative = Vector512.LessThan(x, Vector512<double>.Zero);
        var y = OfPositive(Wide.Select(negative, Vector512<double>.One - x, x));
        var sine = Turning.SinePi(x - Vector512.Round(x));
        var reflected = Vector512.Create(PiSquared) / (sine * sine) - y;
        reflected = Wide.Select(Vector512.LessThan(x, Vector512.Create(Whole)), Vector512.Create(double.PositiveInfinity), reflected);
        return Wide.Select(negative, reflected, y);
    }

    static double IWideFunction.Of(double x)
    {
        if (!(x < 0)) return OfPositive(x);
        if (x < Whole) return double.PositiveInfinity;
        var sine = Turning.SinePi(x - Math.Round(x));
        return PiSquared / (sine * sine) - OfPositive(1 - x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> OfPositive(Vector512<double> x)
    {
        var near = Vector512.LessThan(x, Vector512.Create(LogGamma.Far));
        var squares = Vector512<double>.Zero;
        for (var i = 0; i < (int)LogGamma.Far; i++)
        {
            var inverse = Vector512<double>.One / (x + Vector512.Create((double)i));
            squares = Vector512.FusedMultiplyAdd(inverse, inverse, squares);
        }

        var z = Wide.Select(near, x + Vector512.Create(LogGamma.Far), x);
        var v = Vector512<double>.One / z;
        var w = v * v;
        var p = Lanes.Fma(Vector512.Create(B6), w, B5);
        p = Lanes.Fma(p, w, B4);
        p = Lanes.Fma(p, w, B3);
        p = Lanes.Fma(p, w, B2);
        p = Lanes.Fma(p, w, B1);
        return Vector512.FusedMultiplyAdd(p * v, w, Lanes.Fma(v, Vector512.Create(0.5), 1) * v) + (near & squares);
    }

    private static double OfPositive(double x)
    {
        var squares = 0.0;
        if (x < LogGamma.Far)
            for (var i = 0; i < (int)LogGamma.Far; i++)
            {
                var inverse = 1 / (x + i);
                squares = Math.FusedMultiplyAdd(inverse, inverse, squares);
            }

        var v = 1 / (x < LogGamma.Far ? x + LogGamma.Far : x);
        var w = v * v;
        var p = Math.FusedMultiplyAdd(B6, w, B5);
        p = Math.FusedMultiplyAdd(p, w, B4);
        p = Math.FusedMultiplyAdd(p, w, B3);
        p = Math.FusedMultiplyAdd(p, w, B2);
        p = Math.FusedMultiplyAdd(p, w, B1);
        return Math.FusedMultiplyAdd(p * v, w, Math.FusedMultiplyAdd(v, 0.5, 1) * v) + squares;
    }
}
