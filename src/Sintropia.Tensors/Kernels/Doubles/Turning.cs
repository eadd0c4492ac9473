using System.Runtime.CompilerServices;

namespace Sintropia.Tensors.Kernels.Doubles;

/// <summary>Sine and cosine of multiples of π, for |x| ≤ ½, and the way there from radians.</summary>
[SkipLocalsInit] // vectors that do not fit into registers would be cleared at every call
internal static class Turning
{
    // 1/π to 214 bits: enough for the last digit of the largest float.
    private const double PerPi0 = 0.3183098861837907, PerPi1 = -1.9678676675182486e-17, PerPi2 = -1.0721436282893004e-33, PerPi3 = 8.053563926594112e-50;
    private const double Moderate = 1 << 24; // up to here two parts of it are enough

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
    public static T SinePi<T>(T x) where T : struct, IDoubles<T>
    {
        var u = x * x;
        var p = T.Fma(T.Of(S15), u, T.Of(S13));
        p = T.Fma(p, u, T.Of(S11));
        p = T.Fma(p, u, T.Of(S9));
        p = T.Fma(p, u, T.Of(S7));
        p = T.Fma(p, u, T.Of(S5));
        p = T.Fma(p, u, T.Of(S3));
        return T.Fma(p, u, T.Of(S1)) * x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T CosinePi<T>(T x) where T : struct, IDoubles<T>
    {
        var u = x * x;
        var p = T.Fma(T.Of(C14), u, T.Of(C12));
        p = T.Fma(p, u, T.Of(C10));
        p = T.Fma(p, u, T.Of(C8));
        p = T.Fma(p, u, T.Of(C6));
        p = T.Fma(p, u, T.Of(C4));
        p = T.Fma(p, u, T.Of(C2));
        return T.Fma(p, u, T.Of(C0));
    }

    /// <summary>The fraction t of x = π·(k + t) with |t| ≤ ½, for x ≥ 0, and the sign bit where k is odd.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Reduce<T>(T x, out T odd) where T : struct, IDoubles<T>
    {
        // The product is exact before k is taken away.
        var rounded = T.Fma(x, T.Of(PerPi0), T.Of(Wide.Rounder));
        var k = rounded - T.Of(Wide.Rounder);
        odd = T.SignIfOdd(rounded);
        var fraction = T.Fma(x, T.Of(PerPi1), T.Fma(x, T.Of(PerPi0), -k));
        var moderate = T.Less(x, T.Of(Moderate));
        if (T.All(moderate)) return fraction;

        var anyFraction = ReduceAny(x, out var anyOdd);
        odd = T.Select(moderate, odd, anyOdd);
        return T.Select(moderate, fraction, anyFraction);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T ReduceAny<T>(T x, out T odd) where T : struct, IDoubles<T>
    {
        var (head, tail) = Part(x, PerPi0);
        var (head1, tail1) = Part(x, PerPi1);
        var (head2, tail2) = Part(x, PerPi2);
        var (head3, _) = Part(x, PerPi3);

        // k is taken away first, from the part that it nearly equals, so that a small rest has all its digits.
        var rounded = head + tail + (head1 + tail1) + (head2 + tail2) + T.Of(Wide.Rounder);
        var k = rounded - T.Of(Wide.Rounder);
        odd = T.SignIfOdd(rounded);
        return head - k + tail + head1 + tail1 + head2 + tail2 + head3;
    }

    // x·part less a multiple of 2, which changes no sign, and what that product rounded away.
    private static (T, T) Part<T>(T x, double part) where T : struct, IDoubles<T>
    {
        var product = x * T.Of(part);
        return (ModuloTwo(product), ModuloTwo(T.Fma(x, T.Of(part), -product)));
    }

    private static T ModuloTwo<T>(T x) where T : struct, IDoubles<T>
    {
        var twos = T.Round(x * T.Of(0.5));
        return x - (twos + twos);
    }
}
