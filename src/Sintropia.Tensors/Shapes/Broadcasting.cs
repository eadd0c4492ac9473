namespace Sintropia.Tensors.Shapes;

/// <summary>How tensors of different shapes meet: axes are aligned at the end, missing ones count as 1, and an axis of extent 1 repeats.</summary>
public static class Broadcasting
{
    /// <summary>The shape that two shapes meet in.</summary>
    /// <exception cref="ShapeException">An axis has two extents, neither of them 1. The message names <paramref name="operation"/>.</exception>
    public static Shape Of(string operation, in Shape left, in Shape right)
    {
        if (left == right) return left;

        var rank = Math.Max(left.Rank, right.Rank);
        Span<int> extents = stackalloc int[Shape.MaxRank];
        for (var axis = 0; axis < rank; axis++)
        {
            var l = Extent(left, axis, rank);
            var r = Extent(right, axis, rank);
            if (l != r && l != 1 && r != 1)
                throw ShapeException.Misfit(operation, left, right,
                    $"aligned at the end, axis {axis - rank} has extents {l} and {r}. Make them equal, or one of them 1 with Unsqueeze or Reshape, so that it repeats.");
            extents[axis] = l == 1 ? r : l;
        }

        return new(extents[..rank]);
    }

    /// <summary>Whether a tensor of one shape repeats into another.</summary>
    public static bool Fits(in Shape from, in Shape into)
    {
        if (from.Rank > into.Rank) return false;
        for (var axis = 0; axis < into.Rank; axis++)
            if (Extent(from, axis, into.Rank) is var extent && extent != 1 && extent != into[axis])
                return false;
        return true;
    }

    /// <summary>Steps that walk storage of one shape as if it had a larger one.</summary>
    internal static Strides Expand(in Shape shape, in Strides strides, in Shape into)
    {
        Span<int> steps = stackalloc int[Shape.MaxRank];
        var missing = into.Rank - shape.Rank;
        for (var axis = 0; axis < into.Rank; axis++)
            steps[axis] = axis < missing || (shape[axis - missing] == 1 && into[axis] != 1) ? 0 : strides[axis - missing];
        return new(steps[..into.Rank]);
    }

    private static int Extent(in Shape shape, int axis, int rank) => axis < rank - shape.Rank ? 1 : shape[axis - (rank - shape.Rank)];
}
