using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Expression;

/// <summary>A cell's present state goes to where it would settle, half of the way in each half-life: x(t+Δ) = x* + (x − x*)·2^(−Δ/t½).</summary>
/// <remarks>The exact solution of dx/dt = ln 2·(x* − x)/t½, so many short steps come to the same as a long one, but for rounding.</remarks>
public static class Relaxation
{
    private const double Ln2 = 0.6931471805599453;

    /// <summary>What is left of the way after some hours, for each dimension.</summary>
    /// <param name="halfLives">Half-lives, h; one for all dimensions or one for each.</param>
    /// <param name="hours">Δ, h, 0 or more.</param>
    /// <param name="factors">2^(−Δ/t½); shape [dimensions].</param>
    public static void Factors(IReadOnlyList<double> halfLives, double hours, Span<float> factors)
    {
        if (halfLives.Count == 1)
        {
            factors.Fill(Factor(halfLives[0], hours));
            return;
        }

        for (var k = 0; k < factors.Length; k++) factors[k] = Factor(halfLives[k], hours);
    }

    /// <summary>What the step means.</summary>
    public static void Reference(Span<float> present, ReadOnlySpan<float> settled, ReadOnlySpan<float> factors)
    {
        for (var k = 0; k < present.Length; k++) present[k] = MathF.FusedMultiplyAdd(present[k] - settled[k], factors[k], settled[k]);
    }

    /// <summary>The same in vectors: each dimension on its own, so the bits are the same.</summary>
    /// <param name="present">x; shape [dimensions].</param>
    /// <param name="settled">x*; shape [dimensions].</param>
    /// <param name="factors">What is left of the way; shape [dimensions].</param>
    public static void Step(Span<float> present, ReadOnlySpan<float> settled, ReadOnlySpan<float> factors)
    {
        var x = MemoryMarshal.Cast<float, Vector512<float>>(present);
        var goal = MemoryMarshal.Cast<float, Vector512<float>>(settled[..present.Length]);
        var left = MemoryMarshal.Cast<float, Vector512<float>>(factors[..present.Length]);
        for (var v = 0; v < x.Length; v++) x[v] = Vector512.FusedMultiplyAdd(x[v] - goal[v], left[v], goal[v]);
        var done = x.Length * Vector512<float>.Count;
        Reference(present[done..], settled[done..present.Length], factors[done..present.Length]);
    }

    private static float Factor(double halfLife, double hours) => (float)Elementary.Exp(-Ln2 * hours / halfLife);
}
