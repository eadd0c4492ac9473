using System.Runtime.CompilerServices;

namespace Sintropia.Tensors.Kernels.Doubles;

/// <summary>ln Γ and its derivatives for x from 0 to the largest float: asymptotic series from 8 on, below them by recurrence.</summary>
[SkipLocalsInit] // vectors that do not fit into registers would be cleared at every call
internal static class Gamma
{
    /// <summary>From where the series hold.</summary>
    public const double Far = 8;

    private const double HalfLnTwoPi = 0.9189385332046727;

    /// <summary>ln Γ(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x) where T : struct, IDoubles<T>
    {
        var near = T.Less(x, T.Of(Far));
        return Stirling(Moved(x)) - (near & Wide.Log(Rising(x)));
    }

    /// <summary>ψ(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Digamma<T>(T x) where T : struct, IDoubles<T>
    {
        var z = Moved(x);
        return Wide.Log(z) + DigammaCorrection(z) - (T.Less(x, T.Of(Far)) & Harmonic(x));
    }

    /// <summary>ψ′(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Trigamma<T>(T x) where T : struct, IDoubles<T>
    {
        var squares = T.Of(0);
        for (var i = 0; i < (int)Far; i++)
        {
            var inverse = T.Of(1) / (x + T.Of(i));
            squares = T.Fma(inverse, inverse, squares);
        }

        var v = T.Of(1) / Moved(x);
        var w = v * v;
        var p = T.Fma(T.Of(-691.0 / 2730), w, T.Of(5.0 / 66));
        p = T.Fma(p, w, T.Of(-1.0 / 30));
        p = T.Fma(p, w, T.Of(1.0 / 42));
        p = T.Fma(p, w, T.Of(-1.0 / 30));
        p = T.Fma(p, w, T.Of(1.0 / 6));
        return T.Fma(p * v, w, T.Fma(v, T.Of(0.5), T.Of(1)) * v) + (T.Less(x, T.Of(Far)) & squares);
    }

    /// <summary>x, or x + 8 where it is below 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Moved<T>(T x) where T : struct, IDoubles<T> => T.Select(T.Less(x, T.Of(Far)), x + T.Of(Far), x);

    /// <summary>x·(x+1)…(x+7).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Rising<T>(T x) where T : struct, IDoubles<T>
    {
        // The pairs (x+i)(x+7−i) are t, t+6, t+10 and t+12 with t = x² + 7x.
        var t = x * (x + T.Of(7));
        return t * (t + T.Of(6)) * ((t + T.Of(10)) * (t + T.Of(12)));
    }

    /// <summary>1/x + 1/(x+1) + … + 1/(x+7).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Harmonic<T>(T x) where T : struct, IDoubles<T>
    {
        // The pairs 1/(x+i) + 1/(x+7−i) are (2x+7)/(t + 0, 6, 10, 12) with t = x² + 7x.
        var t = x * (x + T.Of(7));
        var (a, b, c) = (t + T.Of(6), t + T.Of(10), t + T.Of(12));
        var (outer, inner) = (t * a, b * c);
        return (x + x + T.Of(7)) * T.Fma(t + a, inner, (b + c) * outer) / (outer * inner);
    }

    /// <summary>ln Γ(z) for z ≥ 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Stirling<T>(T z) where T : struct, IDoubles<T> => T.Fma(z - T.Of(0.5), Wide.Log(z), Correction(z) + T.Of(HalfLnTwoPi) - z);

    /// <summary>What Stirling's series adds, 1/(12z) − 1/(360z³) + …, for z ≥ 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Correction<T>(T z) where T : struct, IDoubles<T>
    {
        var inverse = T.Of(1) / z;
        var w = inverse * inverse;
        var p = T.Fma(T.Of(1.0 / 156), w, T.Of(-691.0 / 360360));
        p = T.Fma(p, w, T.Of(1.0 / 1188));
        p = T.Fma(p, w, T.Of(-1.0 / 1680));
        p = T.Fma(p, w, T.Of(1.0 / 1260));
        p = T.Fma(p, w, T.Of(-1.0 / 360));
        p = T.Fma(p, w, T.Of(1.0 / 12));
        return p * inverse;
    }

    /// <summary>What the asymptotic series of ψ adds to ln z, −1/(2z) − 1/(12z²) + …, for z ≥ 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T DigammaCorrection<T>(T z) where T : struct, IDoubles<T>
    {
        var inverse = T.Of(1) / z;
        var w = inverse * inverse;
        var p = T.Fma(T.Of(-1.0 / 12), w, T.Of(691.0 / 32760));
        p = T.Fma(p, w, T.Of(-1.0 / 132));
        p = T.Fma(p, w, T.Of(1.0 / 240));
        p = T.Fma(p, w, T.Of(-1.0 / 252));
        p = T.Fma(p, w, T.Of(1.0 / 120));
        p = T.Fma(p, w, T.Of(-1.0 / 12));
        return T.Fma(p, w, inverse * T.Of(-0.5));
    }
}
