using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Rows;

/// <summary>Mean and variance along a row and down columns.</summary>
/// <remarks>
/// In two passes: m = Σx/n, then D = Σ(x − m) and Q = Σ(x − m)². The mean is m + D/n and the sum of squared deviations from it Q − D²/n, so that what rounding took from m costs neither of
/// them digits, however large the mean is against the spread.
/// </remarks>
public static class Moments
{
    /// <summary>Σ x/n; NaN for n = 0.</summary>
    public static float Mean(ReadOnlySpan<float> x) => Sums.Sum(x) / x.Length;

    /// <summary>Σ (x − mean)²/(n − less).</summary>
    /// <param name="x">The row.</param>
    /// <param name="less">0 for the variance of what is there, 1 for an unbiased estimate of what it was drawn from; NaN or ∞ where nothing is left.</param>
    public static float Variance(ReadOnlySpan<float> x, int less) => SquaredDeviations(x) / (x.Length - less);

    /// <summary>Σ (x − mean)².</summary>
    public static float SquaredDeviations(ReadOnlySpan<float> x) => Of(x).Squares;

    /// <summary>resultⱼ = the mean of column j of x [rows, width], for columns from <paramref name="from"/> to <paramref name="to"/> (excluded).</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void MeanOfColumns(ReadOnlySpan<float> x, int width, Span<float> result, int from, int to)
    {
        var rows = Sums.Check(x, width, result, from, to);
        Sums.Columns(x, width, result, from, to);
        for (var j = from; j < to; j++) result[j] /= rows;
    }

    /// <summary>resultⱼ = the variance of column j of x [rows, width], as <see cref="Variance"/>.</summary>
    /// <param name="x">[rows, width].</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="less">0 or 1, as for <see cref="Variance"/>.</param>
    /// <param name="result">[width]; other columns are left alone.</param>
    /// <param name="from">The first column.</param>
    /// <param name="to">The one behind the last.</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void VarianceOfColumns(ReadOnlySpan<float> x, int width, int less, Span<float> result, int from, int to)
    {
        SquaredDeviationsOfColumns(x, width, result, from, to);
        var rows = Lengths.Rows(x.Length, width);
        for (var j = from; j < to; j++) result[j] /= rows - less;
    }

    /// <summary>resultⱼ = Σᵢ (x[i, j] − mean)².</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void SquaredDeviationsOfColumns(ReadOnlySpan<float> x, int width, Span<float> result, int from, int to)
    {
        var rows = Sums.Check(x, width, result, from, to);

        // A few columns at a time, so that the scratch lies on the stack.
        Span<float> mean = stackalloc float[Scratch], offset = stackalloc float[Scratch], squares = stackalloc float[Scratch];
        for (var j = from; j < to; j += Scratch)
        {
            var count = Math.Min(Scratch, to - j);
            OfColumns(x, rows, width, j, count, mean, offset, squares);
            squares[..count].CopyTo(result[j..]);
        }
    }

    internal const int Scratch = 64;

    /// <summary>m, D/n and Q − D²/n of up to <see cref="Scratch"/> columns.</summary>
    internal static void OfColumns(ReadOnlySpan<float> x, int rows, int width, int from, int count, Span<float> mean, Span<float> offset, Span<float> squares)
    {
        x = x[from..];
        RunningSums.Columns(x, default, default, rows, width, 0, count, mean, default(Value));
        for (var i = 0; i < count; i++) mean[i] /= rows;
        RunningSums.TwoColumns(x, default, mean, rows, width, 0, count, offset, squares, default(ColumnDeviation), default(SquaredColumnDeviation));
        for (var i = 0; i < count; i++) (offset[i], squares[i]) = Finish(offset[i], squares[i], rows);
    }

    /// <summary>m, D/n and Q − D²/n.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (float Mean, float Offset, float Squares) Of(ReadOnlySpan<float> x)
    {
        var mean = Mean(x);
        var (d, q) = RunningSums.Rows(x, default, default, new DeviationFrom(mean), new SquaredDeviationFrom(mean));
        var (offset, squares) = Finish(d, q, x.Length);
        return (mean, offset, squares);
    }

    /// <summary>What <see cref="Of"/> means.</summary>
    internal static (float Mean, float Offset, float Squares) Reference(ReadOnlySpan<float> x)
    {
        var mean = Sums.Reference(x) / x.Length;
        var (offset, squares) = Finish(
            RunningSums.Reference(x, default, default, new DeviationFrom(mean)), RunningSums.Reference(x, default, default, new SquaredDeviationFrom(mean)), x.Length);
        return (mean, offset, squares);
    }

    /// <summary>D/n and Q − D²/n, which rounding may not make negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector512<float> Offset, Vector512<float> Squares) Finish(Vector512<float> d, Vector512<float> q, Vector512<float> n)
    {
        var offset = d / n;
        var squares = Lanes.Fma(-d, offset, q);
        return (offset, Vector512.AndNot(squares, Vector512.LessThan(squares, Vector512<float>.Zero)));
    }

    /// <summary>D/n and Q − D²/n, which rounding may not make negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (float Offset, float Squares) Finish(float d, float q, int n)
    {
        var offset = d / n;
        var squares = MathF.FusedMultiplyAdd(-d, offset, q);
        return (offset, squares < 0 ? 0 : squares);
    }
}
