using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>Sine and cosine of multiples of π in double, for |x| ≤ ½, and the way there from radians.</summary>
internal static class Turning
{
    // 1/π to 214 bits: enough for the last digit of the largest float.
    private const double PerPi0 = 0.3183098861837907, PerPi1 = -1.9678676675182486e-17, PerPi2 = -1.0721436282893004e-33, PerPi3 = 8.053563926594112e-50;

    private const double Rounder = 6755399441055744; // 1.5 · 2⁵²
    private const double Moderate = 1 << 24; // up to here two parts of 1/π are enough

    // sin(πx)/x to 2e-16 and cos(πx) to 2e-15.
    private const double S1 = 3.141592653589792671908753618481568992137908935546875, S3 = -5.16771278004973577679947993601672351360321044921875;
    private const double S5 = 2.550164039859083242589576911996118724346160888671875, S7 = -0.59926452876296443239567679484025575220584869384765625;
    private const double S9 = 0.0821458781353957279147692815968184731900691986083984375, S11 = -0.007370360451851452367189043712869533919729292392730712890625;
    private const double S13 = 4.659759961927214502903915605003248856519348919391632080078125e-4, S15 = -2.11212527925054037772865933586530218235566280782222747802734375e-5;
    private const double C0 = 0.99999999999999811262085813723388127982616424560546875, C2 = -4.93480220054369578264186202432028949260711669921875;
    private const double C4 = 4.0587121263337877508092788048088550567626953125, C6 = -1.33526276619214900875931562040932476520538330078125;
    private const double C8 = 0.2353305884226583322149650712162814617383861236572265625, C10 = -0.0258065325837080576654170016581701929681003093719482421875;
    private const double C12 = 1.92787175117421836871567375482072748127393424510955810546875e-3, C14 = -1.0041834687357086854618548618310384817219339311122894287109375e-4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> SinePi(Vector512<double> x)
    {
        var u = x * x;
        var p = Lanes.Fma(Vector512.Create(S15), u, S13);
        p = Lanes.Fma(p, u, S11);
        p = Lanes.Fma(p, u, S9);
        p = Lanes.Fma(p, u, S7);
        p = Lanes.Fma(p, u, S5);
        p = Lanes.Fma(p, u, S3);
        p = Lanes.Fma(p, u, S1);
        return p * x;
    }

    public static double SinePi(double x)
    {
        var u = x * x;
        var p = Math.FusedMultiplyAdd(S15, u, S13);
        p = Math.FusedMultiplyAdd(p, u, S11);
        p = Math.FusedMultiplyAdd(p, u, S9);
        p = Math.FusedMultiplyAdd(p, u, S7);
        p = Math.FusedMultiplyAdd(p, u, S5);
        p = Math.FusedMultiplyAdd(p, u, S3);
        p = Math.FusedMultiplyAdd(p, u, S1);
        return p * x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> CosinePi(Vector512<double> x)
    {
        var u = x * x;
        var p = Lanes.Fma(Vector512.Create(C14), u, C12);
        p = Lanes.Fma(p, u, C10);
        p = Lanes.Fma(p, u, C8);
        p = Lanes.Fma(p, u, C6);
        p = Lanes.Fma(p, u, C4);
        p = Lanes.Fma(p, u, C2);
        return Lanes.Fma(p, u, C0);
    }

    public static double CosinePi(double x)
    {
        var u = x * x;
        var p = Math.FusedMultiplyAdd(C14, u, C12);
        p = Math.FusedMultiplyAdd(p, u, C10);
        p = Math.FusedMultiplyAdd(p, u, C8);
        p = Math.FusedMultiplyAdd(p, u, C6);
        p = Math.FusedMultiplyAdd(p, u, C4);
        p = Math.FusedMultiplyAdd(p, u, C2);
        return Math.FusedMultiplyAdd(p, u, C0);
    }

    /// <summary>x = π·(k + t) with |t| ≤ ½ for x ≥ 0: the sign bit where k is odd, and t.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<double> Odd, Vector512<double> T) Reduce(Vector512<double> x)
    {
        if (!Vector512.LessThanAll(x, Vector512.Create(Moderate))) return ReduceAny(x);

        // The product is exact before k is taken away; the last bit of k says whether it is odd.
        var rounded = Vector512.FusedMultiplyAdd(x, Vector512.Create(PerPi0), Vector512.Create(Rounder));
        var k = rounded - Vector512.Create(Rounder);
        var t = Vector512.FusedMultiplyAdd(x, Vector512.Create(PerPi1), Vector512.FusedMultiplyAdd(x, Vector512.Create(PerPi0), -k));
        return (Vector512.ShiftLeft(rounded.AsInt64(), 63).AsDouble(), t);
    }

    private static (Vector512<double> Odd, Vector512<double> T) ReduceAny(Vector512<double> x)
    {
        var (head, tail) = Part(x, PerPi0);
        var (head1, tail1) = Part(x, PerPi1);
        var (head2, tail2) = Part(x, PerPi2);
        var (head3, _) = Part(x, PerPi3);

        // k is taken away first, from the part that it nearly equals, so that a small t has all its digits.
        var k = Vector512.Round(head + tail + (head1 + tail1) + (head2 + tail2));
        var t = head - k + tail + head1 + tail1 + head2 + tail2 + head3;
        var moderate = Vector512.FusedMultiplyAdd(x, Vector512.Create(PerPi0), Vector512.Create(Rounder)) - Vector512.Create(Rounder);
        var isModerate = Vector512.LessThan(x, Vector512.Create(Moderate));
        t = Wide.Select(isModerate, Vector512.FusedMultiplyAdd(x, Vector512.Create(PerPi1), Vector512.FusedMultiplyAdd(x, Vector512.Create(PerPi0), -moderate)), t);
        var half = Wide.Select(isModerate, moderate, k) * Vector512.Create(0.5);
        return (Vector512.AndNot(Vector512.Create(-0.0), Vector512.Equals(half, Vector512.Round(half))), t);

        // x·part less a multiple of 2, which changes no sign, and what that product rounded away.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static (Vector512<double>, Vector512<double>) Part(Vector512<double> x, double part)
        {
            var product = x * Vector512.Create(part);
            var lost = Vector512.FusedMultiplyAdd(x, Vector512.Create(part), -product);
            return (ModuloTwo(product), ModuloTwo(lost));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector512<double> ModuloTwo(Vector512<double> x)
        {
            var twos = Vector512.Round(x * Vector512.Create(0.5));
            return x - (twos + twos);
        }
    }

    /// <summary>x = π·(k + t) with |t| ≤ ½ for x ≥ 0: whether k is odd, and t.</summary>
    public static (bool Odd, double T) Reduce(double x)
    {
        if (x < Moderate)
        {
            var whole = Math.FusedMultiplyAdd(x, PerPi0, Rounder) - Rounder;
            return (whole * 0.5 != Math.Round(whole * 0.5), Math.FusedMultiplyAdd(x, PerPi1, Math.FusedMultiplyAdd(x, PerPi0, -whole)));
        }

        var (head, tail) = Part(x, PerPi0);
        var (head1, tail1) = Part(x, PerPi1);
        var (head2, tail2) = Part(x, PerPi2);
        var (head3, _) = Part(x, PerPi3);
        var k = Math.Round(head + tail + (head1 + tail1) + (head2 + tail2));
        var t = head - k + tail + head1 + tail1 + head2 + tail2 + head3;
        return (k * 0.5 != Math.Round(k * 0.5), t);

        static (double, double) Part(double x, double part)
        {
            var product = x * part;
            return (ModuloTwo(product), ModuloTwo(Math.FusedMultiplyAdd(x, part, -product)));
        }

        static double ModuloTwo(double x)
        {
            var twos = Math.Round(x * 0.5);
            return x - (twos + twos);
        }
    }
}
