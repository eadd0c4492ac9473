using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Optimisers;

/// <summary>Adam's update of parameters and their two moments in one pass over memory.</summary>
public static class Adam
{
    /// <summary>g = gradient + penalty·p; m = β₁m + (1 − β₁)g; v = β₂v + (1 − β₂)g²; p = p·kept − size·m/(√v/√correction + ε).</summary>
    /// <param name="step">The constants.</param>
    /// <param name="gradient">[count].</param>
    /// <param name="parameters">[count], changed.</param>
    /// <param name="mean">m [count], changed.</param>
    /// <param name="square">v [count], changed.</param>
    /// <param name="largest">[count], changed: the largest v so far stands in for v (AMSGrad); nothing for plain Adam.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Update(in AdamStep step, ReadOnlySpan<float> gradient, Span<float> parameters, Span<float> mean, Span<float> square, Span<float> largest = default)
    {
        var n = gradient.Length;
        Lengths.Same(n, parameters.Length);
        Lengths.Same(n, mean.Length);
        Lengths.Same(n, square.Length);
        if (!largest.IsEmpty) Lengths.Same(n, largest.Length);
        var whole = n & -Lanes.Count;
        Steps(step, gradient[..whole], parameters, mean, square, largest);
        if (whole < n) LastStep(step, gradient[whole..], parameters[whole..], mean[whole..], square[whole..], largest.IsEmpty ? largest : largest[whole..]);
    }

    // Whole steps of sixteen. The compiler has only so much patience for inlining: the rest is by itself.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Steps(in AdamStep step, ReadOnlySpan<float> gradient, Span<float> parameters, Span<float> mean, Span<float> square, Span<float> largest)
    {
        var (beta1, beta2) = (Vector512.Create(step.Beta1), Vector512.Create(step.Beta2));
        var (fresh1, fresh2) = (Vector512.Create(step.Fresh1), Vector512.Create(step.Fresh2));
        var (epsilon, penalty, kept) = (Vector512.Create(step.Epsilon), Vector512.Create(step.Penalty), Vector512.Create(step.Kept));
        var (size, root) = (Vector512.Create(-step.Size), Vector512.Create(step.RootCorrection));
        for (var i = 0; i < gradient.Length; i += Lanes.Count)
        {
            var p = Lanes.Load(parameters, i);
            var g = Lanes.Fma(penalty, p, Lanes.Load(gradient, i));
            var m = Lanes.Fma(beta1, Lanes.Load(mean, i), fresh1 * g);
            var v = Lanes.Fma(beta2, Lanes.Load(square, i), fresh2 * (g * g));
            Lanes.Store(m, mean, i);
            Lanes.Store(v, square, i);
            if (!largest.IsEmpty)
            {
                var before = Lanes.Load(largest, i);
                v = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(v, before), before, v); // NaN stays
                Lanes.Store(v, largest, i);
            }

            Lanes.Store(Lanes.Fma(size, m / (Vector512.Sqrt(v) / root + epsilon), p * kept), parameters, i);
        }
    }

    private static void LastStep(in AdamStep step, ReadOnlySpan<float> gradient, Span<float> parameters, Span<float> mean, Span<float> square, Span<float> largest)
    {
        Span<float> g = stackalloc float[16], p = stackalloc float[16], m = stackalloc float[16], v = stackalloc float[16], l = stackalloc float[16];
        gradient.CopyTo(g);
        parameters.CopyTo(p);
        mean.CopyTo(m);
        square.CopyTo(v);
        largest.CopyTo(l);
        Steps(step, g, p, m, v, largest.IsEmpty ? default : l);
        p[..gradient.Length].CopyTo(parameters);
        m[..gradient.Length].CopyTo(mean);
        v[..gradient.Length].CopyTo(square);
        if (!largest.IsEmpty) l[..gradient.Length].CopyTo(largest);
    }

    /// <summary>What <see cref="Update"/> means for one parameter.</summary>
    public static void Reference(in AdamStep step, float gradient, ref float parameter, ref float mean, ref float square, ref float largest, bool keepsLargest)
    {
        var g = MathF.FusedMultiplyAdd(step.Penalty, parameter, gradient);
        mean = MathF.FusedMultiplyAdd(step.Beta1, mean, step.Fresh1 * g);
        square = MathF.FusedMultiplyAdd(step.Beta2, square, step.Fresh2 * (g * g));
        if (keepsLargest && !(square <= largest)) largest = square;
        parameter = MathF.FusedMultiplyAdd(-step.Size, mean / (MathF.Sqrt(keepsLargest ? largest : square) / step.RootCorrection + step.Epsilon), parameter * step.Kept);
    }
}
