using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>2ᵗ for kernels that have their exponent in powers of two: t = n + r is exact, and 2ʳ a polynomial of degree 6 (3.6e-9).</summary>
internal static class PowerOfTwo
{
    private const float C1 = 0.693147182464599609375f, C2 = 0.2402264475822448730468750f, C3 = 0.0555035881698131561279296875f;
    private const float C4 = 0.0096188336610794067382812500f, C5 = 0.00133913022000342607498168945f, C6 = 0.000152412845636717975139617920f;

    /// <summary>2ᵗ for t from −126 to 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OfModerate(Vector512<float> t)
    {
        var rounded = t + Vector512.Create(Lanes.Rounder);
        return Curve(t - (rounded - Vector512.Create(Lanes.Rounder))) * Lanes.PowerOfTwo(rounded);
    }

    /// <summary>2ᵗ for t from −126 to 127.</summary>
    public static float OfModerate(float t)
    {
        var rounded = t + Lanes.Rounder;
        return Curve(t - (rounded - Lanes.Rounder)) * Lanes.PowerOfTwo(rounded);
    }

    /// <summary>2ʳ for |r| ≤ ½. In pairs, so that no long chain of steps waits for each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Curve(Vector512<float> r)
    {
        var r2 = r * r;
        var upper = Lanes.Fma(r2, Vector512.Create(C6), Lanes.Fma(Vector512.Create(C5), r, C4));
        var middle = Lanes.Fma(upper, r2, Lanes.Fma(Vector512.Create(C3), r, C2));
        return Lanes.Fma(middle, r2, Lanes.Fma(Vector512.Create(C1), r, 1));
    }

    /// <summary>2ʳ for |r| ≤ ½.</summary>
    public static float Curve(float r)
    {
        var r2 = r * r;
        var upper = MathF.FusedMultiplyAdd(r2, C6, MathF.FusedMultiplyAdd(C5, r, C4));
        var middle = MathF.FusedMultiplyAdd(upper, r2, MathF.FusedMultiplyAdd(C3, r, C2));
        return MathF.FusedMultiplyAdd(middle, r2, MathF.FusedMultiplyAdd(C1, r, 1));
    }
}
