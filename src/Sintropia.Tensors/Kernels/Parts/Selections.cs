using Sintropia.Tensors.Kernels.Indexing;
using Sintropia.Tensors.Kernels.Rows;
using static Sintropia.Tensors.Kernels.Parts.Operands;

namespace Sintropia.Tensors.Kernels.Parts;

/// <summary>Places of the extremes of rows of A, the largest where flagged.</summary>
internal readonly unsafe struct ExtremePlaces : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to)
    {
        for (var row = from; row < to; row++)
        {
            var x = Slice(on.A, on.Width, row, row + 1);
            on.Places[row] = on.Flag ? Extremes.ArgMax(x) : Extremes.ArgMin(x);
        }
    }
}

/// <summary>The best Others of rows of A, the largest where flagged.</summary>
internal readonly unsafe struct BestOfRows : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to)
    {
        for (var row = from; row < to; row++)
            TopK.Row(Slice(on.A, on.Width, row, row + 1), on.Flag, Slice(on.Result, on.Others, row, row + 1), new Span<int>(on.Places + ((nint)row * on.Others), on.Others));
    }
}

/// <summary>Rows of each matrix [rows, width] in A at Others places. Units are places of all matrices.</summary>
internal readonly unsafe struct TakenRows : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to)
    {
        while (from < to)
        {
            var (matrix, first) = Math.DivRem(from, on.Others);
            var last = Math.Min(on.Others, first + to - from);
            Gather.Take(
                Slice(on.A, on.Rows * on.Width, matrix, matrix + 1), on.Width, new ReadOnlySpan<int>(on.Places + first, last - first),
                Slice(on.Result, on.Width, from, from + last - first));
            from += last - first;
        }
    }
}

/// <summary>Rows of A [Others, width] added to rows of Result [rows, width] at places, those at −1 left out. Units are columns, so that what meets in one place is added in the order of the places.</summary>
internal readonly unsafe struct AddedRows : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to)
    {
        var places = new ReadOnlySpan<int>(on.Places, on.Others);
        for (var start = 0; start < places.Length;)
        {
            var skipped = places[start..].IndexOfAnyExcept(-1);
            if (skipped < 0) return;

            start += skipped;
            var count = places[start..].IndexOf(-1) is >= 0 and var next ? next : places.Length - start;
            Gather.AddAt(Slice(on.Result, on.Width, 0, on.Rows), on.Width, places.Slice(start, count), Slice(on.A, on.Width, start, start + count), from, to);
            start += count;
        }
    }
}

/// <summary>Elements of matrices A [rows, width] along their columns at places [Others, width] each.</summary>
internal readonly unsafe struct TakenAlong : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to)
    {
        for (var matrix = from; matrix < to; matrix++)
            Gather.TakeAlong(
                Slice(on.A, on.Rows * on.Width, matrix, matrix + 1), on.Width, new ReadOnlySpan<int>(on.Places + ((nint)matrix * on.Others * on.Width), on.Others * on.Width),
                Slice(on.Result, on.Others * on.Width, matrix, matrix + 1));
    }
}

/// <summary>Matrices A [Others, width] added to matrices Result [rows, width] along their columns at places [Others, width] each.</summary>
internal readonly unsafe struct AddedAlong : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to)
    {
        for (var matrix = from; matrix < to; matrix++)
            Gather.AddAlong(
                Slice(on.Result, on.Rows * on.Width, matrix, matrix + 1), on.Width, new ReadOnlySpan<int>(on.Places + ((nint)matrix * on.Others * on.Width), on.Others * on.Width),
                Slice(on.A, on.Others * on.Width, matrix, matrix + 1));
    }
}

/// <summary>Running sums down the columns of matrices A [rows, width], from the end where flagged. Units are columns of all matrices.</summary>
internal readonly unsafe struct RunningColumns : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to)
    {
        for (var unit = from; unit < to; unit++)
        {
            var (matrix, column) = Math.DivRem(unit, on.Width);
            Cumulative.Sum(
                Slice(on.A, on.Rows * on.Width, matrix, matrix + 1)[column..], Slice(on.Result, on.Rows * on.Width, matrix, matrix + 1)[column..], on.Rows, on.Width, on.Flag);
        }
    }
}
