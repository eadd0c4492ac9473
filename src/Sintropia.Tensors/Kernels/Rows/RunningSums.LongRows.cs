using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Rows;

/// <content>Along rows of more than one block.</content>
internal static partial class RunningSums
{
    // The totals stay in registers from block to block, and the loop through a block is so short that its end is foreseen: what comes behind it is then under way before the totals are added.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float LongRow<TTerm>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, TTerm term, float constant) where TTerm : struct, ITerm, allows ref struct
    {
        ref var x0 = ref MemoryMarshal.GetReference(x);
        ref var y0 = ref MemoryMarshal.GetReference(y);
        ref var z0 = ref MemoryMarshal.GetReference(z);
        var k = Vector512.Create(constant);
        var (s, t, u, v) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (s1, t1, u1, v1) = (s, s, s, s);
        var (i, wholes) = ((nuint)0, (nuint)(x.Length / Block * Block));
        while (i < wholes)
        {
            var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            var end = i + Block;
            do
            {
                a = Whole(a, ref x0, ref y0, ref z0, i, term, k);
                b = Whole(b, ref x0, ref y0, ref z0, i + 16, term, k);
                c = Whole(c, ref x0, ref y0, ref z0, i + 32, term, k);
                d = Whole(d, ref x0, ref y0, ref z0, i + 48, term, k);
                a = Whole(a, ref x0, ref y0, ref z0, i + 64, term, k);
                b = Whole(b, ref x0, ref y0, ref z0, i + 80, term, k);
                c = Whole(c, ref x0, ref y0, ref z0, i + 96, term, k);
                d = Whole(d, ref x0, ref y0, ref z0, i + 112, term, k);
                i += 128;
            }
            while (i < end);
            (s, s1) = (s + Vector512.WidenLower(a), s1 + Vector512.WidenUpper(a));
            (t, t1) = (t + Vector512.WidenLower(b), t1 + Vector512.WidenUpper(b));
            (u, u1) = (u + Vector512.WidenLower(c), u1 + Vector512.WidenUpper(c));
            (v, v1) = (v + Vector512.WidenLower(d), v1 + Vector512.WidenUpper(d));
        }

        if (wholes < (nuint)x.Length)
        {
            var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            BlockOfRow(x, y, z, (int)wholes, x.Length - (int)wholes, term, constant, ref a, ref b, ref c, ref d);
            (s, s1) = (s + Vector512.WidenLower(a), s1 + Vector512.WidenUpper(a));
            (t, t1) = (t + Vector512.WidenLower(b), t1 + Vector512.WidenUpper(b));
            (u, u1) = (u + Vector512.WidenLower(c), u1 + Vector512.WidenUpper(c));
            (v, v1) = (v + Vector512.WidenLower(d), v1 + Vector512.WidenUpper(d));
        }

        return (float)Fold(s + u + (t + v) + (s1 + u1 + (t1 + v1)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Whole<TTerm>(Vector512<float> sum, ref float x, ref float y, ref float z, nuint i, TTerm term, Vector512<float> constant) where TTerm : struct, ITerm, allows ref struct =>
        term.Add(sum, Vector512.LoadUnsafe(ref x, i), TTerm.TakesY ? Vector512.LoadUnsafe(ref y, i) : default, TTerm.TakesZ ? Vector512.LoadUnsafe(ref z, i) : default, constant);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Fold(Vector512<double> lanes)
    {
        var four = lanes.GetLower() + lanes.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}
