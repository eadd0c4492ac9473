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

    /// <summary>2ᵗ for t from −250 to 250.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> t)
    {
        var rounded = t + Vector512.Create(Lanes.Rounder);
        return Lanes.Scale(Curve(t - (rounded - Vector512.Create(Lanes.Rounder))), rounded);
    }

    /// <summary>2ᵗ for t from −250 to 250.</summary>
    public static float Of(float t)
    {
        var rounded = t + Lanes.Rounder;
        return Lanes.Scale(Curve(t - (rounded - Lanes.Rounder)), rounded);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Curve(Vector512<float> r)
    {
        var p = Lanes.Fma(Vector512.Create(C6), r, C5);
        p = Lanes.Fma(p, r, C4);
        p = Lanes.Fma(p, r, C3);
        p = Lanes.Fma(p, r, C2);
        p = Lanes.Fma(p, r, C1);
        return Lanes.Fma(p, r, 1);
    }

    private static float Curve(float r)
    {
        var p = MathF.FusedMultiplyAdd(C6, r, C5);
        p = MathF.FusedMultiplyAdd(p, r, C4);
        p = MathF.FusedMultiplyAdd(p, r, C3);
        p = MathF.FusedMultiplyAdd(p, r, C2);
        p = MathF.FusedMultiplyAdd(p, r, C1);
        return MathF.FusedMultiplyAdd(p, r, 1);
    }
}
