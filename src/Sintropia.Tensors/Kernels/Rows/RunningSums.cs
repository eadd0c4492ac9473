using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Rows;

/// <summary>
/// The one order in which this engine adds: sixty-four running sums, element i to sum i mod 64; at the end they are folded, each of the lower half taking the one half of them further on,
/// until one is left. Where there are more than 4096 elements, the sums are emptied after every 4096 into sixty-four totals in double, and those are folded in double and rounded once. The
/// order depends on how many elements there are, and on nothing else: not on the width of vectors, on threads, on the batch, nor on whether the elements lie in a row or in a column.
/// </summary>
[SkipLocalsInit] // what is used is written before
internal static partial class RunningSums
{
    /// <summary>Running sums.</summary>
    public const int Count = 64;

    /// <summary>Elements after which they are emptied, so that no chain of additions grows long.</summary>
    public const int Block = 4096;

    /// <summary>Σ term(xᵢ, yᵢ, zᵢ) along a row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)] // several in one method exhaust the compiler's patience, and it stops inlining what is inside
    public static float Row<TTerm>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, TTerm term) where TTerm : struct, ITerm, allows ref struct
    {
        if (x.Length > Block) return LongRow(x, y, z, term, term.Constant);
        var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        BlockOfRow(x, y, z, 0, x.Length, term, term.Constant, ref a, ref b, ref c, ref d);
        return Lanes.Fold(a + c + (b + d));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float RowWith<TTerm>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, TTerm term, float constant) where TTerm : struct, ITerm
    {
        if (x.Length > Block) return LongRow(x, y, z, term, constant);
        var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        BlockOfRow(x, y, z, 0, x.Length, term, constant, ref a, ref b, ref c, ref d);
        return Lanes.Fold(a + c + (b + d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Empty(Vector512<float> sums, ref Vector512<double> lower, ref Vector512<double> upper)
    {
        lower += Vector512.WidenLower(sums);
        upper += Vector512.WidenUpper(sums);
    }

    private static double Fold(Span<double> totals)
    {
        for (var half = totals.Length / 2; half > 0; half /= 2)
            for (var i = 0; i < half; i++)
                totals[i] += totals[i + half];
        return totals[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BlockOfRow<TTerm>(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int at, int length, TTerm term, float constant,
        ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d) where TTerm : struct, ITerm, allows ref struct
    {
        var (i, end) = (at, at + length);
        var k = Vector512.Create(constant);
        var (a1, b1, c1, d1) = (a, b, c, d);
        for (; i <= end - Count; i += Count)
        {
            a1 = Step(a1, x, y, z, i, i, term, k);
            b1 = Step(b1, x, y, z, i + 16, i + 16, term, k);
            c1 = Step(c1, x, y, z, i + 32, i + 32, term, k);
            d1 = Step(d1, x, y, z, i + 48, i + 48, term, k);
        }

        if (i < end)
        {
            a1 = LastStep(a1, x, y, z, i, i, end - i, term, k);
            b1 = LastStep(b1, x, y, z, i + 16, i + 16, end - i - 16, term, k);
            c1 = LastStep(c1, x, y, z, i + 32, i + 32, end - i - 32, term, k);
            d1 = LastStep(d1, x, y, z, i + 48, i + 48, end - i - 48, term, k);
        }

        (a, b, c, d) = (a1, b1, c1, d1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Step<TTerm>(Vector512<float> sum, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int i, int j, TTerm term, Vector512<float> constant) where TTerm : struct, ITerm, allows ref struct =>
        term.Add(sum, Lanes.Load(x, i), TTerm.TakesY ? Lanes.Load(y, i) : default, TTerm.TakesZ ? Lanes.Load(z, j) : default, constant);

    // Of what is left, the count from an index: lanes without an element keep their sum.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LastStep<TTerm>(Vector512<float> sum, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int i, int j, int count, TTerm term, Vector512<float> constant) where TTerm : struct, ITerm, allows ref struct =>
        Vector512.ConditionalSelect(Lanes.First(count), Added(sum, x, y, z, i, j, count, term, constant), sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Added<TTerm>(Vector512<float> sum, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int i, int j, int count, TTerm term, Vector512<float> constant)
        where TTerm : struct, ITerm, allows ref struct =>
        term.Add(sum, Lanes.LoadFirst(x, i, count), TTerm.TakesY ? Lanes.LoadFirst(y, i, count) : default, TTerm.TakesZ ? Lanes.LoadFirst(z, j, count) : default, constant);

    /// <summary>What <see cref="Row"/> means.</summary>
    public static float Reference<TTerm>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, TTerm term) where TTerm : struct, ITerm, allows ref struct
    {
        Span<float> sums = stackalloc float[Count];
        Span<double> totals = stackalloc double[Count];
        sums.Clear();
        totals.Clear();
        for (var i = 0; i < x.Length; i++)
        {
            sums[i % Count] = term.Add(sums[i % Count], x[i], TTerm.TakesY ? y[i] : 0, TTerm.TakesZ ? z[i] : 0, term.Constant);
            if (x.Length <= Block || (i % Block != Block - 1 && i != x.Length - 1)) continue;
            for (var l = 0; l < Count; l++) totals[l] += sums[l];
            sums.Clear();
        }

        return x.Length <= Block ? Lanes.Fold(sums) : (float)Fold(totals);
    }

    /// <summary>Σ first(xᵢ, yᵢ, zᵢ) and Σ second(xᵢ, yᵢ, zᵢ), each as <see cref="Row"/>; in one pass where the registers hold so many sums.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static (float First, float Second) Rows<TFirst, TSecond>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, TFirst first, TSecond second)
        where TFirst : struct, ITerm where TSecond : struct, ITerm
    {
        if (!Vector512.IsHardwareAccelerated || x.Length > Block) return (Row(x, y, z, first), Row(x, y, z, second));

        var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        var (e, f, g, h) = (a, a, a, a);
        var (k1, k2) = (Vector512.Create(first.Constant), Vector512.Create(second.Constant));
        var i = 0;
        for (; i <= x.Length - Count; i += Count)
        {
            (a, e) = (Step(a, x, y, z, i, i, first, k1), Step(e, x, y, z, i, i, second, k2));
            (b, f) = (Step(b, x, y, z, i + 16, i + 16, first, k1), Step(f, x, y, z, i + 16, i + 16, second, k2));
            (c, g) = (Step(c, x, y, z, i + 32, i + 32, first, k1), Step(g, x, y, z, i + 32, i + 32, second, k2));
            (d, h) = (Step(d, x, y, z, i + 48, i + 48, first, k1), Step(h, x, y, z, i + 48, i + 48, second, k2));
        }

        // What is left, of which each step serves the first of four; they go round until each has its place again.
        var turns = i < x.Length ? 4 : 0;
        for (var rest = x.Length - i; turns > 0; turns--, i += 16, rest -= 16)
        {
            if (rest > 0) (a, e) = (LastStep(a, x, y, z, i, i, rest, first, k1), LastStep(e, x, y, z, i, i, rest, second, k2));
            (a, b, c, d) = (b, c, d, a);
            (e, f, g, h) = (f, g, h, e);
        }

        return (Lanes.Fold(a + c + (b + d)), Lanes.Fold(e + g + (f + h)));
    }

    /// <summary>Three sums of each of up to sixteen rows, each as <see cref="Row"/>; in one pass where the registers hold so many sums, which are then folded side by side.</summary>
    /// <param name="x">[rows, length].</param>
    /// <param name="y">[rows, length].</param>
    /// <param name="z">[length], or nothing if no term takes it.</param>
    /// <param name="length">Elements of a row.</param>
    /// <param name="constants">[rows]: what the terms take for their constant.</param>
    /// <param name="first">A term, whose own constant is not asked for; so are the others.</param>
    /// <param name="second">A term.</param>
    /// <param name="third">A term.</param>
    /// <param name="ofFirst">Room for sixteen sums.</param>
    /// <param name="ofSecond">Room for sixteen sums.</param>
    /// <param name="ofThird">Room for sixteen sums.</param>
    public static void Rows<TFirst, TSecond, TThird>(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int length, ReadOnlySpan<float> constants, TFirst first, TSecond second, TThird third,
        Span<float> ofFirst, Span<float> ofSecond, Span<float> ofThird)
        where TFirst : struct, ITerm where TSecond : struct, ITerm where TThird : struct, ITerm
    {
        if (!Vector512.IsHardwareAccelerated || length > Block)
        {
            for (var k = 0; k < constants.Length; k++)
            {
                var row = x.Slice(k * length, length);
                var other = y.Slice(k * length, length);
                ofFirst[k] = RowWith(row, other, z, first, constants[k]);
                ofSecond[k] = RowWith(row, other, z, second, constants[k]);
                ofThird[k] = RowWith(row, other, z, third, constants[k]);
            }

            return;
        }

        var sums = Lanes.Aligned(stackalloc Vector512<float>[3 * 16 + 1]);
        if (constants.Length < 16) sums.Clear();
        SumRows(x, y, z, length, constants, first, second, third, sums);
        Lanes.Store(Lanes.FoldEach(sums), ofFirst, 0);
        Lanes.Store(Lanes.FoldEach(sums[16..]), ofSecond, 0);
        Lanes.Store(Lanes.FoldEach(sums[32..]), ofThird, 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void SumRows<TFirst, TSecond, TThird>(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int length, ReadOnlySpan<float> constants, TFirst first, TSecond second, TThird third, Span<Vector512<float>> sums)
        where TFirst : struct, ITerm where TSecond : struct, ITerm where TThird : struct, ITerm
    {
        for (var row = 0; row < constants.Length; row++)
        {
            var constant = Vector512.Create(constants[row]);
            var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            var (e, f, g, h) = (a, a, a, a);
            var (p, q, r, s) = (a, a, a, a);
            var (i, j, end) = (row * length, 0, row * length + length);
            for (; i <= end - Count; i += Count, j += Count)
            {
                (a, e, p) = (Step(a, x, y, z, i, j, first, constant), Step(e, x, y, z, i, j, second, constant), Step(p, x, y, z, i, j, third, constant));
                (b, f, q) = (Step(b, x, y, z, i + 16, j + 16, first, constant), Step(f, x, y, z, i + 16, j + 16, second, constant), Step(q, x, y, z, i + 16, j + 16, third, constant));
                (c, g, r) = (Step(c, x, y, z, i + 32, j + 32, first, constant), Step(g, x, y, z, i + 32, j + 32, second, constant), Step(r, x, y, z, i + 32, j + 32, third, constant));
                (d, h, s) = (Step(d, x, y, z, i + 48, j + 48, first, constant), Step(h, x, y, z, i + 48, j + 48, second, constant), Step(s, x, y, z, i + 48, j + 48, third, constant));
            }

            // What is left, of which each step serves the first of four; they go round until each has its place again.
            var turns = i < end ? 4 : 0;
            for (var rest = end - i; turns > 0; turns--, i += 16, j += 16, rest -= 16)
            {
                if (rest > 0) (a, e, p) = (LastStep(a, x, y, z, i, j, rest, first, constant), LastStep(e, x, y, z, i, j, rest, second, constant), LastStep(p, x, y, z, i, j, rest, third, constant));
                (a, b, c, d) = (b, c, d, a);
                (e, f, g, h) = (f, g, h, e);
                (p, q, r, s) = (q, r, s, p);
            }

            sums[row] = a + c + (b + d);
            sums[row + 16] = e + g + (f + h);
            sums[row + 32] = p + r + (q + s);
        }
    }
}
