using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Activations;

/// <summary>x·Φ(x), Φ the normal distribution: the GELU of the error function, not of its approximation by a hyperbolic tangent. ∞ at ∞, 0 at −∞.</summary>
/// <remarks>
/// max(x, 0) − |x|·Φ(−|x|), with Φ(−a) = 2^−Q(a), Q of degree 10 (−log₂ Φ(−a) to 4e-8·(1 + a²/2) up to 5.5, growing beyond), so that the left tail keeps its relative accuracy.
/// </remarks>
public readonly struct Gelu : IUnaryFunction
{
    private const float Flat = 14; // Φ(−14) is 7.8e-45, five units of the least subnormal; Q gives 0
    private const float Q0 = 0.999999940395355224609375f, Q1 = 1.15110695362091064453125f, Q2 = 0.459198653697967529296875f, Q3 = 0.0525068342685699462890625f;
    private const float Q4 = -0.007040950469672679901123046875f, Q5 = 7.42237680242396891117095947265625e-5f, Q6 = 2.4537395802326500415802001953125e-4f;
    private const float Q7 = -6.697737262584269046783447265625e-5f, Q8 = 9.4283923317561857402324676513671875e-6f, Q9 = -7.23919583833776414394378662109375e-7f;
    private const float Q10 = 2.39173036931106253177858889102935791015625e-8f;
    private const float PerRootTwoPi = 0.39894228f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x)
    {
        var a = Lanes.AtMost(Vector512.Abs(x), Flat);
        return Lanes.Fma(-a, Tail(a), Lanes.Positive(x));
    }

    /// <inheritdoc/>
    public float Reference(float x)
    {
        var a = Held(x);
        return MathF.FusedMultiplyAdd(-a, Tail(a), x > 0 ? x : 0);
    }

    private static float Held(float x) => MathF.Abs(x) is var a && a > Flat ? Flat : a;

    /// <summary>Φ(−a) for a from 0 to <see cref="Flat"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Tail(Vector512<float> a)
    {
        var q = Lanes.Fma(Vector512.Create(-Q10), a, -Q9);
        q = Lanes.Fma(q, a, -Q8);
        q = Lanes.Fma(q, a, -Q7);
        q = Lanes.Fma(q, a, -Q6);
        q = Lanes.Fma(q, a, -Q5);
        q = Lanes.Fma(q, a, -Q4);
        q = Lanes.Fma(q, a, -Q3);
        q = Lanes.Fma(q, a, -Q2);
        q = Lanes.Fma(q, a, -Q1);
        return PowerOfTwo.Of(Lanes.AtLeast(Lanes.Fma(q, a, -Q0), -200));
    }

    private static float Tail(float a)
    {
        var q = MathF.FusedMultiplyAdd(-Q10, a, -Q9);
        q = MathF.FusedMultiplyAdd(q, a, -Q8);
        q = MathF.FusedMultiplyAdd(q, a, -Q7);
        q = MathF.FusedMultiplyAdd(q, a, -Q6);
        q = MathF.FusedMultiplyAdd(q, a, -Q5);
        q = MathF.FusedMultiplyAdd(q, a, -Q4);
        q = MathF.FusedMultiplyAdd(q, a, -Q3);
        q = MathF.FusedMultiplyAdd(q, a, -Q2);
        q = MathF.FusedMultiplyAdd(q, a, -Q1);
        q = MathF.FusedMultiplyAdd(q, a, -Q0);
        return PowerOfTwo.Of(q < -200 ? -200 : q);
    }

    /// <summary>(x, gradient) → gradient·(Φ(x) + x·φ(x)).</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y)
        {
            var a = Lanes.AtMost(Vector512.Abs(x), Flat);
            var density = Vector512.Create(PerRootTwoPi) * Exp.OfNegative(a * a * Vector512.Create(-0.5f));
            var left = Lanes.Fma(-a, density, Tail(a)); // of −a; that of a is what lacks to 1
            return y * Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), Vector512<float>.One - left, left);
        }

        /// <inheritdoc/>
        public float Reference(float x, float y)
        {
            var a = Held(x);
            var density = PerRootTwoPi * default(Exp).Reference(a * a * -0.5f);
            var left = MathF.FusedMultiplyAdd(-a, density, Tail(a));
            return y * (x > 0 ? 1 - left : left);
        }
    }
}
