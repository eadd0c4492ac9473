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

    // Eight rows, eight apart, fold to one in registers. The eight that come of them fold as a binary counter carries, in the order of the bits of their number read backwards, so that
    // three of them at most wait in memory. Every row is read from its beginning on, as memory likes it.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static unsafe void FoldColumns(ReadOnlySpan<float> x, int width, int from, int columns, Span<float> result)
    {
        var room = Lanes.Aligned(stackalloc Vector512<float>[3 * Piece / 16 + 1]);
        fixed (Vector512<float>* begin = room)
        fixed (float* rows = x, results = result)
        {
            var waiting = (float*)begin;
            nint apart = 8 * (nint)width, second = columns, third = 2 * second;
            for (var turn = 0; turn < 8; turn++)
            {
                var row = rows + ((turn & 1) << 2 | turn & 2 | turn >> 2) * (nint)width + from;
                var to = results + from;
                var w = waiting;
                var end = waiting + columns;
                switch (turn)
                {
                    case 0 or 2 or 4 or 6:
                        for (; w < end; w += 16, row += 16) FoldEight(row, apart).Store(w);
                        break;
                    case 1 or 5:
                        for (; w < end; w += 16, row += 16) (Vector512.Load(w) + FoldEight(row, apart)).Store(w + second);
                        break;
                    case 3:
                        for (; w < end; w += 16, row += 16) (Vector512.Load(w + second) + (Vector512.Load(w) + FoldEight(row, apart))).Store(w + third);
                        break;
                    default: // a running sum begins with +0, which shows where all elements are −0
                        for (; w < end; w += 16, row += 16, to += 16)
                            (Vector512<float>.Zero + (Vector512.Load(w + third) + (Vector512.Load(w + second) + (Vector512.Load(w) + FoldEight(row, apart))))).Store(to);
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
