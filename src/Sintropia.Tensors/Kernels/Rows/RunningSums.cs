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
internal static class RunningSums
{
    /// <summary>Running sums.</summary>
    public const int Count = 64;

    /// <summary>Elements after which they are emptied, so that no chain of additions grows long.</summary>
    public const int Block = 4096;

    private const int Narrow = 128; // measured: from twice that on, strips are faster

    /// <summary>Σ term(xᵢ, yᵢ, zᵢ) along a row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)] // several in one method exhaust the compiler's patience, and it stops inlining what is inside
    public static float Row<TTerm>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, TTerm term) where TTerm : struct, ITerm, allows ref struct
    {
        if (x.Length > Block) return LongRow(x, y, z, term);
        var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        BlockOfRow(x, y, z, 0, x.Length, term, ref a, ref b, ref c, ref d);
        return Lanes.Fold(a + c + (b + d));
    }

    private static float LongRow<TTerm>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, TTerm term) where TTerm : struct, ITerm, allows ref struct
    {
        Span<Vector512<double>> totals = stackalloc Vector512<double>[8];
        totals.Clear();
        for (var i = 0; i < x.Length; i += Block)
        {
            var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            BlockOfRow(x, y, z, i, Math.Min(Block, x.Length - i), term, ref a, ref b, ref c, ref d);
            Empty(a, ref totals[0], ref totals[1]);
            Empty(b, ref totals[2], ref totals[3]);
            Empty(c, ref totals[4], ref totals[5]);
            Empty(d, ref totals[6], ref totals[7]);
        }

        return (float)Fold(MemoryMarshal.Cast<Vector512<double>, double>(totals));
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
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int at, int length, TTerm term,
        ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d) where TTerm : struct, ITerm, allows ref struct
    {
        var (i, end) = (at, at + length);
        var k = Vector512.Create(term.Constant);
        var (a1, b1, c1, d1) = (a, b, c, d);
        for (; i <= end - Count; i += Count)
        {
            a1 = Step(a1, x, y, z, i, term, k);
            b1 = Step(b1, x, y, z, i + 16, term, k);
            c1 = Step(c1, x, y, z, i + 32, term, k);
            d1 = Step(d1, x, y, z, i + 48, term, k);
        }

        if (i < end)
        {
            a1 = LastStep(a1, x, y, z, i, end - i, term, k);
            b1 = LastStep(b1, x, y, z, i + 16, end - i - 16, term, k);
            c1 = LastStep(c1, x, y, z, i + 32, end - i - 32, term, k);
            d1 = LastStep(d1, x, y, z, i + 48, end - i - 48, term, k);
        }

        (a, b, c, d) = (a1, b1, c1, d1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Step<TTerm>(Vector512<float> sum, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int i, TTerm term, Vector512<float> constant) where TTerm : struct, ITerm, allows ref struct =>
        term.Add(sum, Lanes.Load(x, i), TTerm.TakesY ? Lanes.Load(y, i) : default, TTerm.TakesZ ? Lanes.Load(z, i) : default, constant);

    // Of what is left, the count from an index: lanes without an element keep their sum.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LastStep<TTerm>(Vector512<float> sum, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int i, int count, TTerm term, Vector512<float> constant) where TTerm : struct, ITerm, allows ref struct =>
        Vector512.ConditionalSelect(Lanes.First(count), Added(sum, x, y, z, i, count, term, constant), sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Added<TTerm>(Vector512<float> sum, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int i, int count, TTerm term, Vector512<float> constant)
        where TTerm : struct, ITerm, allows ref struct =>
        term.Add(sum, Lanes.LoadFirst(x, i, count), TTerm.TakesY ? Lanes.LoadFirst(y, i, count) : default, TTerm.TakesZ ? Lanes.LoadFirst(z, i, count) : default, constant);

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
            (a, e) = (Step(a, x, y, z, i, first, k1), Step(e, x, y, z, i, second, k2));
            (b, f) = (Step(b, x, y, z, i + 16, first, k1), Step(f, x, y, z, i + 16, second, k2));
            (c, g) = (Step(c, x, y, z, i + 32, first, k1), Step(g, x, y, z, i + 32, second, k2));
            (d, h) = (Step(d, x, y, z, i + 48, first, k1), Step(h, x, y, z, i + 48, second, k2));
        }

        // What is left, of which each step serves the first of four; they go round until each has its place again.
        var turns = i < x.Length ? 4 : 0;
        for (var rest = x.Length - i; turns > 0; turns--, i += 16, rest -= 16)
        {
            if (rest > 0) (a, e) = (LastStep(a, x, y, z, i, rest, first, k1), LastStep(e, x, y, z, i, rest, second, k2));
            (a, b, c, d) = (b, c, d, a);
            (e, f, g, h) = (f, g, h, e);
        }

        return (Lanes.Fold(a + c + (b + d)), Lanes.Fold(e + g + (f + h)));
    }

    /// <summary>Three sums, each as <see cref="Row"/>; in one pass where the registers hold so many sums.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static (float First, float Second, float Third) Rows<TFirst, TSecond, TThird>(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, TFirst first, TSecond second, TThird third)
        where TFirst : struct, ITerm where TSecond : struct, ITerm where TThird : struct, ITerm
    {
        if (!Vector512.IsHardwareAccelerated || x.Length > Block) return (Row(x, y, z, first), Row(x, y, z, second), Row(x, y, z, third));

        var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        var (e, f, g, h) = (a, a, a, a);
        var (p, q, r, s) = (a, a, a, a);
        var (k1, k2, k3) = (Vector512.Create(first.Constant), Vector512.Create(second.Constant), Vector512.Create(third.Constant));
        var i = 0;
        for (; i <= x.Length - Count; i += Count)
        {
            (a, e, p) = (Step(a, x, y, z, i, first, k1), Step(e, x, y, z, i, second, k2), Step(p, x, y, z, i, third, k3));
            (b, f, q) = (Step(b, x, y, z, i + 16, first, k1), Step(f, x, y, z, i + 16, second, k2), Step(q, x, y, z, i + 16, third, k3));
            (c, g, r) = (Step(c, x, y, z, i + 32, first, k1), Step(g, x, y, z, i + 32, second, k2), Step(r, x, y, z, i + 32, third, k3));
            (d, h, s) = (Step(d, x, y, z, i + 48, first, k1), Step(h, x, y, z, i + 48, second, k2), Step(s, x, y, z, i + 48, third, k3));
        }

        var turns = i < x.Length ? 4 : 0;
        for (var rest = x.Length - i; turns > 0; turns--, i += 16, rest -= 16)
        {
            if (rest > 0) (a, e, p) = (LastStep(a, x, y, z, i, rest, first, k1), LastStep(e, x, y, z, i, rest, second, k2), LastStep(p, x, y, z, i, rest, third, k3));
            (a, b, c, d) = (b, c, d, a);
            (e, f, g, h) = (f, g, h, e);
            (p, q, r, s) = (q, r, s, p);
        }

        return (Lanes.Fold(a + c + (b + d)), Lanes.Fold(e + g + (f + h)), Lanes.Fold(p + r + (q + s)));
    }

    /// <summary>resultⱼ = Σᵢ term(x[i, j], y[i, j], zⱼ) down the columns <paramref name="from"/> to <paramref name="to"/> (excluded) of x [rows, width], in the same order as along a row.</summary>
    /// <param name="x">[rows, width].</param>
    /// <param name="y">[rows, width], or nothing if the term does not take it.</param>
    /// <param name="z">[width], or nothing if the term does not take it.</param>
    /// <param name="rows">How many elements each sum has.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="from">The first column.</param>
    /// <param name="to">The one behind the last.</param>
    /// <param name="result">[width]; other columns are left alone.</param>
    /// <param name="term">What is added.</param>
    public static void Columns<TTerm>(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int rows, int width, int from, int to, Span<float> result, TTerm term)
        where TTerm : struct, ITerm, allows ref struct
    {
        var j = from;
        if (rows <= Block)
        {
            var strips = (to - from) / Strip<TTerm>.Columns;
            SumStrips(new Strip<TTerm>(x, y, z, result, term), rows, width, from, Strip<TTerm>.Columns, strips);
            j += strips * Strip<TTerm>.Columns;
        }

        for (; j < to; j += 16) OneColumn(x, y, z, rows, width, j, Math.Min(16, to - j), result, term);
    }

    /// <summary>Two sums as <see cref="Columns"/>, in one pass.</summary>
    public static void TwoColumns<TFirst, TSecond>(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int rows, int width, int from, int to, Span<float> firstResult, Span<float> secondResult, TFirst first, TSecond second)
        where TFirst : struct, ITerm, allows ref struct where TSecond : struct, ITerm, allows ref struct
    {
        var j = from;
        if (rows <= Block)
        {
            var strips = (to - from) / TwoStrips<TFirst, TSecond>.Columns;
            SumStrips(new TwoStrips<TFirst, TSecond>(x, y, z, firstResult, secondResult, first, second), rows, width, from, TwoStrips<TFirst, TSecond>.Columns, strips);
            j += strips * TwoStrips<TFirst, TSecond>.Columns;
        }

        Columns(x, y, z, rows, width, j, to, firstResult, first);
        Columns(x, y, z, rows, width, j, to, secondResult, second);
    }

    // A sum is begun, ended and folded before the next is begun, so that few of them wait in memory: in the order in which halves fold, which is that of the bits of the sum's number read
    // backwards, each sum meets its partners as they become ready, as a binary counter carries. Two that meet first are summed at once. Some strips are taken side by side, so that rows
    // are read in long pieces.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void SumStrips<TStrip>(TStrip strip, int rows, int width, int from, int columns, int strips) where TStrip : struct, IStrip, allows ref struct
    {
        if (width <= Narrow && rows > Count)
        {
            for (; strips > 0; strips--, from += columns) SumNarrow(strip, rows, width, from);
            return;
        }

        const int beside = 8, levels = 5;
        var waiting = Lanes.Aligned(stackalloc Vector512<float>[levels * beside * 4 + 1]);
        for (; strips > 0; strips -= beside, from += beside * columns)
            for (var turn = 0; turn < Count / 2; turn++)
                for (var s = 0; s < Math.Min(beside, strips); s++)
                    TakeTurn(strip, rows, width, from + s * columns, turn, ref Unsafe.Add(ref MemoryMarshal.GetReference(waiting), 4 * s), 4 * beside);
    }

    // Rows that are short are read one after the other, and all sixty-four sums kept: memory is fastest in order.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void SumNarrow<TStrip>(TStrip strip, int rows, int width, int j) where TStrip : struct, IStrip, allows ref struct
    {
        var sums = Lanes.Aligned(stackalloc Vector512<float>[Count * 4 + 1]);
        sums.Clear();
        for (var i = 0; i < rows; i++)
        {
            strip.EnterRow(i);
            var at = i * width + j;
            ref var sum = ref Unsafe.Add(ref MemoryMarshal.GetReference(sums), 4 * (int)((uint)i % Count));
            sum = strip.Add(sum, 0, at, j);
            Unsafe.Add(ref sum, 1) = strip.Add(Unsafe.Add(ref sum, 1), 1, at, j);
            Unsafe.Add(ref sum, 2) = strip.Add(Unsafe.Add(ref sum, 2), 2, at, j);
            Unsafe.Add(ref sum, 3) = strip.Add(Unsafe.Add(ref sum, 3), 3, at, j);
        }

        for (var half = Count * 2; half >= 4; half /= 2)
            for (var i = 0; i < half; i++)
                sums[i] += sums[i + half];
        strip.Store(sums[0], sums[1], sums[2], sums[3], j);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TakeTurn<TStrip>(TStrip strip, int rows, int width, int j, int turn, ref Vector512<float> partner, int level) where TStrip : struct, IStrip, allows ref struct
    {
        var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        var (e, f, g, h) = (a, a, a, a);
        var i = Reversed(turn);
        for (; i < rows - Count / 2; i += Count)
        {
            strip.EnterRow(i);
            var at = i * width + j;
            (a, b, c, d) = (strip.Add(a, 0, at, j), strip.Add(b, 1, at, j), strip.Add(c, 2, at, j), strip.Add(d, 3, at, j));
            strip.EnterRow(i + Count / 2);
            at += Count / 2 * width;
            (e, f, g, h) = (strip.Add(e, 0, at, j), strip.Add(f, 1, at, j), strip.Add(g, 2, at, j), strip.Add(h, 3, at, j));
        }

        if (i < rows)
        {
            strip.EnterRow(i);
            var at = i * width + j;
            (a, b, c, d) = (strip.Add(a, 0, at, j), strip.Add(b, 1, at, j), strip.Add(c, 2, at, j), strip.Add(d, 3, at, j));
        }

        (a, b, c, d) = (a + e, b + f, c + g, d + h);
        for (var carry = turn; (carry & 1) != 0; carry >>= 1)
        {
            (a, b, c, d) = (partner + a, Unsafe.Add(ref partner, 1) + b, Unsafe.Add(ref partner, 2) + c, Unsafe.Add(ref partner, 3) + d);
            partner = ref Unsafe.Add(ref partner, level);
        }

        if (turn == Count / 2 - 1)
        {
            strip.Store(a, b, c, d, j);
            return;
        }

        partner = a;
        Unsafe.Add(ref partner, 1) = b;
        Unsafe.Add(ref partner, 2) = c;
        Unsafe.Add(ref partner, 3) = d;
    }

    // Five bits, read backwards.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Reversed(int turn) => (turn & 1) << 4 | (turn & 2) << 2 | turn & 4 | (turn & 8) >> 2 | (turn & 16) >> 4;

    private static void OneColumn<TTerm>(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int rows, int width, int j, int count, Span<float> result, TTerm term)
        where TTerm : struct, ITerm, allows ref struct
    {
        var sums = Lanes.Aligned(stackalloc Vector512<float>[Count + 1]);
        Span<Vector512<double>> totals = stackalloc Vector512<double>[rows > Block ? Count * 2 : 0];
        totals.Clear();
        for (var start = 0; ; start += Block)
        {
            var end = Math.Min(rows, start + Block);
            sums[..Math.Min(Count, rows)].Clear();
            for (var i = start; i < end; i++)
            {
                term.EnterRow(i);
                ref var sum = ref Unsafe.Add(ref MemoryMarshal.GetReference(sums), (int)((uint)i % Count));
                sum = count == 16 ? Down(sum, x, y, z, i * width + j, j, term) : LastDown(sum, x, y, z, i * width + j, j, count, term);
            }

            if (totals.Length > 0)
                for (var i = 0; i < Count; i++) Empty(sums[i], ref totals[2 * i], ref totals[2 * i + 1]);
            if (end == rows) break;
        }

        FoldRows(sums, totals, rows);
        Lanes.Store(sums[0], result, j, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Down<TTerm>(
        Vector512<float> sum, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int at, int column, TTerm term) where TTerm : struct, ITerm, allows ref struct =>
        term.Add(sum, Lanes.Load(x, at), TTerm.TakesY ? Lanes.Load(y, at) : default, TTerm.TakesZ ? Lanes.Load(z, column) : default, default);

    private static Vector512<float> LastDown<TTerm>(
        Vector512<float> sum, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int at, int column, int count, TTerm term)
        where TTerm : struct, ITerm, allows ref struct =>
        term.Add(sum, Lanes.LoadFirst(x, at, count), TTerm.TakesY ? Lanes.LoadFirst(y, at, count) : default, TTerm.TakesZ ? Lanes.LoadFirst(z, column, count) : default, default);

    // Running sums that lie below each other. Those beyond the rows were never begun: they count as zeros, and adding a zero changes no sum.
    private static void FoldRows(Span<Vector512<float>> sums, Span<Vector512<double>> totals, int rows)
    {
        if (totals.Length > 0)
        {
            for (var half = Count; half > 1; half /= 2)
                for (var i = 0; i < half; i++)
                    totals[i] += totals[i + half];
            sums[0] = Vector512.Narrow(totals[0], totals[1]);
            return;
        }

        if (rows == 0) sums[0] = default;
        var used = Math.Min(Count, rows);
        for (var half = Count / 2; half > 0; half /= 2)
        {
            for (var i = 0; i < used - half; i++) sums[i] += sums[i + half];
            used = Math.Min(used, half);
        }
    }
}
