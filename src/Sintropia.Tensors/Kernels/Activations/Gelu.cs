using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Activations;

/// <summary>x·Φ(x), Φ the normal distribution: the GELU of the error function, not of its approximation by a hyperbolic tangent. ∞ at ∞, 0 at −∞. Within 4 ulp, and 1e-7·|x|³·Φ(−|x|) more where that counts.</summary>
/// <remarks>
/// max(x, 0) − |x|·Φ(−|x|), with Φ(−a) = e^(−a²/2)·P(a)/Q(a), Mills's ratio as a quotient of degrees 3 and 4 (to 2.5e-8·(1 + a²/2), and 6e-5 at the end of the range), so that the left
/// tail keeps its relative accuracy down to the least float. Hendrycks and Gimpel 2016, arXiv:1606.08415.
/// </remarks>
public readonly struct Gelu : IUnaryFunction
{
    private const float Flat = 15; // Φ(−15) is below the least float
    private const float PerSquare = -0.7213475f; // −½ log₂ e
    private const float P0 = 0.5f, P1 = 0.329287588596344f, P2 = 0.1015976220369339f, P3 = 0.012989697977900505f;
    private const float Q1 = 1.4564580917358398f, Q2 = 0.865298867225647f, Q3 = 0.25404292345046997f, Q4 = 0.03258408606052399f;
    private const float PerRootTwoPi = 0.39894228f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x)
    {
        var a = Lanes.AtMost(Vector512.Abs(x), Flat);
        return Lanes.Fma(-a, Bell(a) * Mills(a), Lanes.Positive(x));
    }

    /// <inheritdoc/>
    public float Reference(float x)
    {
        var a = Held(x);
        return MathF.FusedMultiplyAdd(-a, Bell(a) * Mills(a), x > 0 ? x : 0);
    }

    private static float Held(float x) => MathF.Abs(x) is var a && a > Flat ? Flat : a;

    /// <summary>e^(−a²/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Bell(Vector512<float> a)
    {
        var square = a * a;
        var rounded = Lanes.Fma(square, Vector512.Create(PerSquare), Lanes.Rounder);
        var r = Lanes.Fma(square, Vector512.Create(PerSquare), Vector512.Create(Lanes.Rounder) - rounded);
        return Lanes.Scale(PowerOfTwo.Curve(r), rounded);
    }

    private static float Bell(float a)
    {
        var square = a * a;
        var rounded = MathF.FusedMultiplyAdd(square, PerSquare, Lanes.Rounder);
        return Lanes.Scale(PowerOfTwo.Curve(MathF.FusedMultiplyAdd(square, PerSquare, Lanes.Rounder - rounded)), rounded);
    }

    /// <summary>Φ(−a)·e^(a²/2). All coefficients are positive: nothing cancels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Mills(Vector512<float> a)
    {
        var p = Lanes.Fma(Vector512.Create(P3), a, P2);
        p = Lanes.Fma(p, a, P1);
        p = Lanes.Fma(p, a, P0);
        var q = Lanes.Fma(Vector512.Create(Q4), a, Q3);
        q = Lanes.Fma(q, a, Q2);
        q = Lanes.Fma(q, a, Q1);
        return p / Lanes.Fma(q, a, 1);
    }

    private static float Mills(float a)
    {
        var p = MathF.FusedMultiplyAdd(P3, a, P2);
        p = MathF.FusedMultiplyAdd(p, a, P1);
        p = MathF.FusedMultiplyAdd(p, a, P0);
        var q = MathF.FusedMultiplyAdd(Q4, a, Q3);
        q = MathF.FusedMultiplyAdd(q, a, Q2);
        q = MathF.FusedMultiplyAdd(q, a, Q1);
        return p / MathF.FusedMultiplyAdd(q, a, 1);
    }

    /// <summary>(x, gradient) → gradient·(Φ(x) + x·φ(x)).</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y)
        {
            var a = Lanes.AtMost(Vector512.Abs(x), Flat);
            var left = Bell(a) * Lanes.Fma(a, Vector512.Create(-PerRootTwoPi), Mills(a)); // of −a; that of a is what lacks to 1
            return y * Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), Vector512<float>.One - left, left);
        }

        /// <inheritdoc/>
        public float Reference(float x, float y)
        {
            var a = Held(x);
            var left = Bell(a) * MathF.FusedMultiplyAdd(a, -PerRootTwoPi, Mills(a));
            return y * (x > 0 ? 1 - left : left);
        }
    }
}
