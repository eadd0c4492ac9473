using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>Sine and cosine of moderate x ≥ 0 in float: x = k·π/2 + r with |r| ≤ π/4, and the sine or the cosine of r, as the quarter turn that k ends in says.</summary>
/// <remarks>
/// π/2 is taken away in three floats. The first step is exact, since x and k times a float of 24 bits are multiples of 2⁻²⁴ that differ by less than 1; the others round relatively to what
/// they leave, so that r keeps its digits beside the multiples of π/2. The polynomials are within 4e-9 and 2e-10.
/// </remarks>
internal static class Quarters
{
    /// <summary>Where moderate ends: far below where k would no longer be exact.</summary>
    public const float Moderate = 1 << 17;

    private const float PerQuarter = 0.636619746685028076171875f;
    private const float Quarter0 = 1.57079637050628662109375f, Quarter1 = -4.371138828673792886547744274139404296875e-8f, Quarter2 = -1.7151245100058818728e-15f;
    private const float S3 = -0.16666655242443084716796875f, S5 = 0.0083321891725063323974609375f, S7 = -0.000195182903553359210491180419921875f;
    private const float C4 = 0.0416666455566883087158203125f, C6 = -0.001388731063343584537506103515625f, C8 = 2.4432561986031942069530487060546875e-5f;

    /// <summary>sin(x + turn·π/2) for x from 0 to <see cref="Moderate"/>; anything beyond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sine(Vector512<float> x, int turn)
    {
        var rounded = Lanes.Fma(x, Vector512.Create(PerQuarter), Lanes.Rounder);
        var k = rounded - Vector512.Create(Lanes.Rounder);
        var r = Lanes.Fma(k, Vector512.Create(-Quarter0), x);
        r = Lanes.Fma(k, Vector512.Create(-Quarter1), r);
        r = Lanes.Fma(k, Vector512.Create(-Quarter2), r);
        var u = r * r;
        var s = Lanes.Fma(Vector512.Create(S7), u, S5);
        s = Lanes.Fma(s, u, S3);
        s = Lanes.Fma(s * u, r, r);
        var c = Lanes.Fma(Vector512.Create(C8), u, C6);
        c = Lanes.Fma(c, u, C4);
        c = Lanes.Fma(c, u, -0.5f);
        c = Lanes.Fma(c, u, 1);
        var quarter = rounded.AsInt32() + Vector512.Create(turn);
        var even = Vector512.Equals(quarter & Vector512<int>.One, Vector512<int>.Zero).AsSingle();
        return Vector512.ConditionalSelect(even, s, c) ^ Vector512.ShiftLeft(quarter & Vector512.Create(2), 30).AsSingle();
    }

    /// <summary>sin(x + turn·π/2) for x from 0 to <see cref="Moderate"/>.</summary>
    public static float Sine(float x, int turn)
    {
        var rounded = MathF.FusedMultiplyAdd(x, PerQuarter, Lanes.Rounder);
        var k = rounded - Lanes.Rounder;
        var r = MathF.FusedMultiplyAdd(k, -Quarter0, x);
        r = MathF.FusedMultiplyAdd(k, -Quarter1, r);
        r = MathF.FusedMultiplyAdd(k, -Quarter2, r);
        var u = r * r;
        var quarter = BitConverter.SingleToInt32Bits(rounded) + turn;
        float value;
        if ((quarter & 1) == 0)
        {
            var s = MathF.FusedMultiplyAdd(S7, u, S5);
            s = MathF.FusedMultiplyAdd(s, u, S3);
            value = MathF.FusedMultiplyAdd(s * u, r, r);
        }
        else
        {
            var c = MathF.FusedMultiplyAdd(C8, u, C6);
            c = MathF.FusedMultiplyAdd(c, u, C4);
            c = MathF.FusedMultiplyAdd(c, u, -0.5f);
            value = MathF.FusedMultiplyAdd(c, u, 1);
        }

        return (quarter & 2) == 0 ? value : -value;
    }
}
