using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Rows;

/// <summary>
/// The one order in which this engine adds: sixty-four running sums, element i to sum i mod 64; at the end they are folded, each of the lower half taking the one half of them further on,
/// until one is left. Where there are more than 4096 elements, the sums are emptied after every 4096 into sixty-four totals in double, and those are folded in double and rounded once. The
/// order depends on how many elements there are, and on nothing else: not on the width of vectors, on threads, on the batch, nor on whether the elements lie in a row or in a column.
/// </summary>
internal static class RunningSums
{
    /// <summary>Running sums.</summary>
    public const int Count = 64;

    /// <summary>Elements after which they are emptied, so that no chain of additions grows long.</summary>
    public const int Block = 4096;

    /// <summary>Σ term(xᵢ, yᵢ) along a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
        var (a1, b1, c1, d1) = (a, b, c, d);
        for (; i <= end - Count; i += Count)
        {
            a1 = Step(a1, x, y, z, i, term);
            b1 = Step(b1, x, y, z, i + 16, term);
            c1 = Step(c1, x, y, z, i + 32, term);
            d1 = Step(d1, x, y, z, i + 48, term);
        }

        (a, b, c, d) = (a1, b1, c1, d1);
        if (i == end) return;
        a = end - i >= 16 ? Step(a, x, y, z, i, term) : LastStep(a, x, y, z, i, end - i, term);
        if ((i += 16) >= end) return;
        b = end - i >= 16 ? Step(b, x, y, z, i, term) : LastStep(b, x, y, z, i, end - i, term);
        if ((i += 16) >= end) return;
        c = end - i >= 16 ? Step(c, x, y, z, i, term) : LastStep(c, x, y, z, i, end - i, term);
        if ((i += 16) >= end) return;
        d = LastStep(d, x, y, z, i, end - i, term);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Step<TTerm>(Vector512<float> sum, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int i, TTerm term) where TTerm : struct, ITerm, allows ref struct =>
        term.Add(sum, Lanes.Load(x, i), TTerm.TakesY ? Lanes.Load(y, i) : default, TTerm.TakesZ ? Lanes.Load(z, i) : default);

    // Lanes without an element keep their sum.
    private static Vector512<float> LastStep<TTerm>(Vector512<float> sum, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int i, int count, TTerm term) where TTerm : struct, ITerm, allows ref struct =>
        Vector512.ConditionalSelect(Lanes.First(count), Added(sum, x, y, z, i, count, term), sum);

    private static Vector512<float> Added<TTerm>(Vector512<float> sum, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int i, int count, TTerm term)
        where TTerm : struct, ITerm, allows ref struct =>
        term.Add(sum, Lanes.LoadFirst(x, i, count), TTerm.TakesY ? Lanes.LoadFirst(y, i, count) : default, TTerm.TakesZ ? Lanes.LoadFirst(z, i, count) : default);

    /// <summary>What <see cref="Row"/> means.</summary>
    public static float Reference<TTerm>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, TTerm term) where TTerm : struct, ITerm, allows ref struct
    {
        Span<float> sums = stackalloc float[Count];
        Span<double> totals = stackalloc double[Count];
        for (var i = 0; i < x.Length; i++)
        {
            sums[i % Count] = term.Add(sums[i % Count], x[i], TTerm.TakesY ? y[i] : 0, TTerm.TakesZ ? z[i] : 0);
            if (x.Length <= Block || (i % Block != Block - 1 && i != x.Length - 1)) continue;
            for (var l = 0; l < Count; l++) totals[l] += sums[l];
            sums.Clear();
        }

        return x.Length <= Block ? Lanes.Fold(sums) : (float)Fold(totals);
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
    [SkipLocalsInit] // what is used is cleared
    public static void Columns<TTerm>(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int rows, int width, int from, int to, Span<float> result, TTerm term)
        where TTerm : struct, ITerm, allows ref struct
    {
        Span<Vector512<float>> sums = stackalloc Vector512<float>[Count * 4];
        Span<Vector512<double>> totals = stackalloc Vector512<double>[rows > Block ? Count * 4 * 2 : 0];
        var j = from;
        for (; j <= to - 64; j += 64) FourColumns(x, y, z, rows, width, j, result, term, sums, totals);
        for (; j < to; j += 16) OneColumn(x, y, z, rows, width, j, Math.Min(16, to - j), result, term, sums, totals);
    }

    // Sixty-four columns: whole cache lines of every row are read at once.
    private static void FourColumns<TTerm>(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int rows, int width, int j, Span<float> result, TTerm term,
        Span<Vector512<float>> sums, Span<Vector512<double>> totals) where TTerm : struct, ITerm, allows ref struct
    {
        totals.Clear();
        for (var start = 0; ; start += Block)
        {
            var end = Math.Min(rows, start + Block);
            sums[..(4 * Math.Min(Count, rows))].Clear();
            for (var i = start; i < end; i++)
            {
                term.EnterRow(i);
                ref var sum = ref Unsafe.Add(ref MemoryMarshal.GetReference(sums), 4 * (int)((uint)i % Count));
                var at = i * width + j;
                sum = Down(sum, x, y, z, at, j, term);
                Unsafe.Add(ref sum, 1) = Down(Unsafe.Add(ref sum, 1), x, y, z, at + 16, j + 16, term);
                Unsafe.Add(ref sum, 2) = Down(Unsafe.Add(ref sum, 2), x, y, z, at + 32, j + 32, term);
                Unsafe.Add(ref sum, 3) = Down(Unsafe.Add(ref sum, 3), x, y, z, at + 48, j + 48, term);
            }

            if (totals.Length > 0)
                for (var i = 0; i < 4 * Count; i++) Empty(sums[i], ref totals[2 * i], ref totals[2 * i + 1]);
            if (end == rows) break;
        }

        FoldRows(sums, totals, rows, 4);
        for (var v = 0; v < 4; v++) Lanes.Store(sums[v], result, j + 16 * v);
    }

    private static void OneColumn<TTerm>(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int rows, int width, int j, int count, Span<float> result, TTerm term,
        Span<Vector512<float>> sums, Span<Vector512<double>> totals) where TTerm : struct, ITerm, allows ref struct
    {
        totals.Clear();
        for (var start = 0; ; start += Block)
        {
            var end = Math.Min(rows, start + Block);
            sums[..Math.Min(Count, rows)].Clear();
            for (var i = start; i < end; i++)
            {
                term.EnterRow(i);
                ref var sum = ref Unsafe.Add(ref MemoryMarshal.GetReference(sums), (int)((uint)i % Count));
                sum = count == 16
                    ? Down(sum, x, y, z, i * width + j, j, term)
                    : LastDown(sum, x, y, z, i * width + j, j, count, term);
            }

            if (totals.Length > 0)
                for (var i = 0; i < Count; i++) Empty(sums[i], ref totals[2 * i], ref totals[2 * i + 1]);
            if (end == rows) break;
        }

        FoldRows(sums, totals, rows, 1);
        Lanes.Store(sums[0], result, j, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Down<TTerm>(
        Vector512<float> sum, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int at, int column, TTerm term) where TTerm : struct, ITerm, allows ref struct =>
        term.Add(sum, Lanes.Load(x, at), TTerm.TakesY ? Lanes.Load(y, at) : default, TTerm.TakesZ ? Lanes.Load(z, column) : default);

    private static Vector512<float> LastDown<TTerm>(
        Vector512<float> sum, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, int at, int column, int count, TTerm term)
        where TTerm : struct, ITerm, allows ref struct =>
        term.Add(sum, Lanes.LoadFirst(x, at, count), TTerm.TakesY ? Lanes.LoadFirst(y, at, count) : default, TTerm.TakesZ ? Lanes.LoadFirst(z, column, count) : default);

    // Running sums that lie below each other, some vectors side by side. Those beyond the rows were never begun: they count as zeros, and adding a zero changes no sum.
    private static void FoldRows(Span<Vector512<float>> sums, Span<Vector512<double>> totals, int rows, int vectors)
    {
        if (totals.Length > 0)
        {
            for (var half = Count / 2 * vectors * 2; half >= vectors * 2; half /= 2)
                for (var i = 0; i < half; i++)
                    totals[i] += totals[i + half];
            for (var v = 0; v < vectors; v++) sums[v] = Vector512.Narrow(totals[2 * v], totals[2 * v + 1]);
            return;
        }

        if (rows == 0) sums[..vectors].Clear();
        var used = Math.Min(Count, rows);
        for (var half = Count / 2; half > 0; half /= 2)
        {
            for (var i = 0; i < (used - half) * vectors; i++) sums[i] += sums[i + half * vectors];
            used = Math.Min(used, half);
        }
    }
}
