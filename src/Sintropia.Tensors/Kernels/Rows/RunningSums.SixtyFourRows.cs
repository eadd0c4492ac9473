using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Rows;

/// <content>Down columns of as many rows as there are running sums, each of which then is one element: only the fold is left.</content>
internal static partial class RunningSums
{
    private const int Piece = 1024; // columns whose unfinished sums stay in the first cache

    /// <summary>resultⱼ = Σᵢ x[i, j] of x [64, width], as <see cref="Columns"/>.</summary>
    public static void ColumnsOfSixtyFour(ReadOnlySpan<float> x, int width, int from, int to, Span<float> result)
    {
        var j = from;
        for (; to - j >= 16; j += Math.Min(Piece, (to - j) / 16 * 16)) FoldColumns(x, width, j, Math.Min(Piece, (to - j) / 16 * 16), result);
        if (j < to) OneColumn(x, default, default, Count, width, j, to - j, result, default(Value));
    }

    // Eight rows, eight apart, fold to one in registers, and the eight that come of them fold in the same order, while the first four wait in memory. Rows are taken as they lie, so that
    // each of the eight places from which memory is read goes on from a row's end to the next row's beginning: what the processor fetches ahead there is then wanted. (In the order in which
    // fewer would have to wait, a third of what it fetched was not.)
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static unsafe void FoldColumns(ReadOnlySpan<float> x, int width, int from, int columns, Span<float> result)
    {
        const int step = Piece + 17 * 16; // not a page apart, or all would fall on the same places of the first cache
        var room = Lanes.Aligned(stackalloc Vector512<float>[4 * step / 16 + 1]);
        fixed (Vector512<float>* begin = room)
        fixed (float* rows = x, results = result)
        {
            var first = (float*)begin;
            nint apart = 8 * (nint)width;
            for (var turn = 0; turn < 8; turn++)
            {
                var row = rows + turn * (nint)width + from;
                var end = row + columns;
                float* one = first, two = first + (turn & 1) * step, four = first + (turn & 3) * step, to = results + from;
                switch (turn)
                {
                    case < 4:
                        for (; row < end; row += 16, four += 16) FoldEight(row, apart).Store(four);
                        break;
                    case < 6:
                        for (; row < end; row += 16, four += 16) (Vector512.Load(four) + FoldEight(row, apart)).Store(four);
                        break;
                    case 6:
                        for (; row < end; row += 16, four += 16, two += 16) (Vector512.Load(two) + (Vector512.Load(four) + FoldEight(row, apart))).Store(two);
                        break;
                    default: // a running sum begins with +0, which shows where all elements are −0
                        for (; row < end; row += 16, four += 16, two += 16, one += 16, to += 16)
                            (Vector512<float>.Zero + (Vector512.Load(one) + (Vector512.Load(two) + (Vector512.Load(four) + FoldEight(row, apart))))).Store(to);
                        break;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector512<float> FoldEight(float* row, nint apart) =>
        Vector512.Load(row) + Vector512.Load(row + 4 * apart) + (Vector512.Load(row + 2 * apart) + Vector512.Load(row + 6 * apart)) +
            (Vector512.Load(row + apart) + Vector512.Load(row + 5 * apart) + (Vector512.Load(row + 3 * apart) + Vector512.Load(row + 7 * apart)));
}
