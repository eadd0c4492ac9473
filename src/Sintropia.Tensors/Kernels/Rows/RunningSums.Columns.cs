using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Rows;

/// <content>Down columns.</content>
internal static partial class RunningSums
{
    private const int Narrow = 128; // measured: from twice that on, strips are faster

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
        ref var first = ref MemoryMarshal.GetReference(sums);
        var at = j;
        for (var i = 0; i < Count; i++, at += width)
        {
            strip.EnterRow(i);
            ref var sum = ref Unsafe.Add(ref first, 4 * i);
            sum = strip.Add(Vector512<float>.Zero, 0, at, j);
            Unsafe.Add(ref sum, 1) = strip.Add(Vector512<float>.Zero, 1, at, j);
            Unsafe.Add(ref sum, 2) = strip.Add(Vector512<float>.Zero, 2, at, j);
            Unsafe.Add(ref sum, 3) = strip.Add(Vector512<float>.Zero, 3, at, j);
        }

        for (var start = Count; start < rows; start += Count)
            for (var i = 0; i < Math.Min(Count, rows - start); i++, at += width)
            {
                strip.EnterRow(start + i);
                ref var sum = ref Unsafe.Add(ref first, 4 * i);
                sum = strip.Add(sum, 0, at, j);
                Unsafe.Add(ref sum, 1) = strip.Add(Unsafe.Add(ref sum, 1), 1, at, j);
                Unsafe.Add(ref sum, 2) = strip.Add(Unsafe.Add(ref sum, 2), 2, at, j);
                Unsafe.Add(ref sum, 3) = strip.Add(Unsafe.Add(ref sum, 3), 3, at, j);
            }

        for (var i = 0; i < 32; i++) FoldEight(ref Unsafe.Add(ref first, i), 32);
        for (var i = 0; i < 4; i++) FoldEight(ref Unsafe.Add(ref first, i), 4);
        strip.Store(sums[0], sums[1], sums[2], sums[3], j);
    }

    // Eight sums that lie so far from each other into the first, as halves fold.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FoldEight(ref Vector512<float> sums, int apart) =>
        sums = sums + Unsafe.Add(ref sums, 4 * apart) + (Unsafe.Add(ref sums, 2 * apart) + Unsafe.Add(ref sums, 6 * apart)) +
            (Unsafe.Add(ref sums, apart) + Unsafe.Add(ref sums, 5 * apart) + (Unsafe.Add(ref sums, 3 * apart) + Unsafe.Add(ref sums, 7 * apart)));

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
