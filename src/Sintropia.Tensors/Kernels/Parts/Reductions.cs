using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Kernels.Rows;
using static Sintropia.Tensors.Kernels.Parts.Operands;

namespace Sintropia.Tensors.Kernels.Parts;

/// <summary>One number per row of A [rows, width].</summary>
internal readonly unsafe struct RowReduction : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to)
    {
        for (var row = from; row < to; row++) on.Result[row] = Value((Reduction)on.Kind, Slice(on.A, on.Width, row, row + 1));
    }

    private static float Value(Reduction reduction, ReadOnlySpan<float> x) => reduction switch
    {
        Reduction.Sum => Sums.Sum(x),
        Reduction.Mean => Sums.Sum(x) / x.Length,
        Reduction.SumOfSquares => Sums.OfSquares(x),
        Reduction.SumOfMagnitudes => Sums.OfMagnitudes(x),
        Reduction.SquaredDeviations => Moments.SquaredDeviations(x),
        Reduction.Maximum => Extremes.Max(x),
        Reduction.Minimum => Extremes.Min(x),
        Reduction.LogSumExp => LogSoftmax.LogSumExp(x),
        _ => throw new ArgumentOutOfRangeException(nameof(reduction), reduction, $"The managed backend knows no reduction {reduction}. Use a value that Reduction names."),
    };
}

/// <summary>One number per column of each matrix [rows, width] in A. Units are columns of all matrices, one matrix after another.</summary>
internal readonly unsafe struct ColumnReduction : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to)
    {
        while (from < to)
        {
            var (matrix, first) = Math.DivRem(from, on.Width);
            var last = Math.Min(on.Width, first + to - from);
            Columns((Reduction)on.Kind, Slice(on.A, on.Rows * on.Width, matrix, matrix + 1), on.Rows, Slice(on.Result, on.Width, matrix, matrix + 1), first, last);
            from += last - first;
        }
    }

    private static void Columns(Reduction reduction, ReadOnlySpan<float> x, int rows, Span<float> result, int from, int to)
    {
        var width = result.Length;
        switch (reduction)
        {
            case Reduction.Sum: Sums.Columns(x, width, result, from, to); break;
            case Reduction.Mean: Means(x, rows, result, from, to); break;
            case Reduction.SumOfSquares: Sums.ColumnsOfSquares(x, width, result, from, to); break;
            case Reduction.SumOfMagnitudes: Sums.ColumnsOfMagnitudes(x, width, result, from, to); break;
            case Reduction.SquaredDeviations: Moments.SquaredDeviationsOfColumns(x, width, result, from, to); break;
            case Reduction.Maximum: Extremes.MaxOfColumns(x, width, result, from, to); break;
            case Reduction.Minimum: Extremes.MinOfColumns(x, width, result, from, to); break;
            case Reduction.LogSumExp: LogSoftmax.LogSumExpOfColumns(x, width, result, from, to); break;
            default: throw new ArgumentOutOfRangeException(nameof(reduction), reduction, $"The managed backend knows no reduction {reduction}. Use a value that Reduction names.");
        }
    }

    private static void Means(ReadOnlySpan<float> x, int rows, Span<float> result, int from, int to)
    {
        Sums.Columns(x, result.Length, result, from, to);
        foreach (ref var sum in result[from..to]) sum /= rows;
    }
}
