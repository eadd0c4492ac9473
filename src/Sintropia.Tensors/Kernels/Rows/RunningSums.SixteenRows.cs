using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Rows;

internal static partial class RunningSums
{
    /// <summary>The sum of each of up to sixteen rows, each as <see cref="Row"/>, folded side by side: of short rows folding takes longer than adding.</summary>
    /// <param name="x">[rows, length].</param>
    /// <param name="rows">How many, up to sixteen.</param>
    /// <param name="length">Elements of a row.</param>
    /// <param name="constants">[rows]: what the term takes for its constant; nothing for its own.</param>
    /// <param name="term">A term of x alone.</param>
    /// <param name="results">Room for sixteen sums.</param>
    public static void Rows<TTerm>(ReadOnlySpan<float> x, int rows, int length, ReadOnlySpan<float> constants, TTerm term, Span<float> results) where TTerm : struct, ITerm
    {
        if (!Vector512.IsHardwareAccelerated || length > Block)
        {
            for (var k = 0; k < rows; k++) results[k] = RowWith(x.Slice(k * length, length), default, default, term, constants.IsEmpty ? term.Constant : constants[k]);
            return;
        }

        var sums = Lanes.Aligned(stackalloc Vector512<float>[16 + 1]);
        if (rows < 16) sums.Clear();
        SumRows(x, rows, length, constants, term, sums);
        Lanes.Store(Lanes.FoldEach(sums), results, 0);
    }

    /// <summary>Two sums of each of up to sixteen rows, each as <see cref="Row"/>; in one pass where the registers hold so many sums, which are then folded side by side.</summary>
    /// <param name="x">[rows, length].</param>
    /// <param name="length">Elements of a row.</param>
    /// <param name="constants">[rows]: what the terms take for their constant.</param>
    /// <param name="first">A term of x alone, whose own constant is not asked for; so is the other.</param>
    /// <param name="second">A term.</param>
    /// <param name="ofFirst">Room for sixteen sums.</param>
    /// <param name="ofSecond">Room for sixteen sums.</param>
    public static void Rows<TFirst, TSecond>(ReadOnlySpan<float> x, int length, ReadOnlySpan<float> constants, TFirst first, TSecond second, Span<float> ofFirst, Span<float> ofSecond)
        where TFirst : struct, ITerm where TSecond : struct, ITerm
    {
        if (!Vector512.IsHardwareAccelerated || length > Block)
        {
            for (var k = 0; k < constants.Length; k++)
            {
                var row = x.Slice(k * length, length);
                ofFirst[k] = RowWith(row, default, default, first, constants[k]);
                ofSecond[k] = RowWith(row, default, default, second, constants[k]);
            }

            return;
        }

        var sums = Lanes.Aligned(stackalloc Vector512<float>[2 * 16 + 1]);
        if (constants.Length < 16) sums.Clear();
        SumRows(x, length, constants, first, second, sums);
        Lanes.Store(Lanes.FoldEach(sums), ofFirst, 0);
        Lanes.Store(Lanes.FoldEach(sums[16..]), ofSecond, 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void SumRows<TTerm>(ReadOnlySpan<float> x, int rows, int length, ReadOnlySpan<float> constants, TTerm term, Span<Vector512<float>> sums) where TTerm : struct, ITerm
    {
        for (var row = 0; row < rows; row++)
        {
            var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            BlockOfRow(x, default, default, row * length, length, term, constants.IsEmpty ? term.Constant : constants[row], ref a, ref b, ref c, ref d);
            sums[row] = a + c + (b + d);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void SumRows<TFirst, TSecond>(ReadOnlySpan<float> x, int length, ReadOnlySpan<float> constants, TFirst first, TSecond second, Span<Vector512<float>> sums)
        where TFirst : struct, ITerm where TSecond : struct, ITerm
    {
        for (var row = 0; row < constants.Length; row++)
        {
            var constant = Vector512.Create(constants[row]);
            var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            var (e, f, g, h) = (a, a, a, a);
            var (i, end) = (row * length, row * length + length);
            for (; i <= end - Count; i += Count)
            {
                (a, e) = (Step(a, x, default, default, i, i, first, constant), Step(e, x, default, default, i, i, second, constant));
                (b, f) = (Step(b, x, default, default, i + 16, i, first, constant), Step(f, x, default, default, i + 16, i, second, constant));
                (c, g) = (Step(c, x, default, default, i + 32, i, first, constant), Step(g, x, default, default, i + 32, i, second, constant));
                (d, h) = (Step(d, x, default, default, i + 48, i, first, constant), Step(h, x, default, default, i + 48, i, second, constant));
            }

            // What is left, of which each step serves the first of four; they go round until each has its place again.
            var turns = i < end ? 4 : 0;
            for (var rest = end - i; turns > 0; turns--, i += 16, rest -= 16)
            {
                if (rest > 0) (a, e) = (LastStep(a, x, default, default, i, i, rest, first, constant), LastStep(e, x, default, default, i, i, rest, second, constant));
                (a, b, c, d) = (b, c, d, a);
                (e, f, g, h) = (f, g, h, e);
            }

            sums[row] = a + c + (b + d);
            sums[row + 16] = e + g + (f + h);
        }
    }
}
