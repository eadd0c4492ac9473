using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors;

/// <content>Many elements to one, along an axis, several, or all; always added in one order.</content>
public sealed partial class Tensor
{
    /// <summary>Σ x over everything.</summary>
    public Tensor Sum() => ReduceAll(Reduction.Sum);

    /// <summary>Σ x along an axis.</summary>
    public Tensor Sum(int axis, bool keep = false) => Reduce(Reduction.Sum, axis, keep);

    /// <summary>Σ x over neighbouring axes, from one to another, both included.</summary>
    public Tensor Sum(int first, int last, bool keep = false) => ReduceRange(Reduction.Sum, first, last, keep);

    /// <summary>The mean of everything.</summary>
    public Tensor Mean() => ReduceAll(Reduction.Mean);

    /// <summary>The mean along an axis.</summary>
    public Tensor Mean(int axis, bool keep = false) => Reduce(Reduction.Mean, axis, keep);

    /// <summary>The mean over neighbouring axes, from one to another, both included.</summary>
    public Tensor Mean(int first, int last, bool keep = false) => ReduceRange(Reduction.Mean, first, last, keep);

    /// <summary>The largest of everything.</summary>
    public Tensor Max() => ReduceAll(Reduction.Maximum);

    /// <summary>The largest along an axis; the gradient goes to the first of equals.</summary>
    public Tensor Max(int axis, bool keep = false) => Reduce(Reduction.Maximum, axis, keep);

    /// <summary>The smallest of everything.</summary>
    public Tensor Min() => ReduceAll(Reduction.Minimum);

    /// <summary>The smallest along an axis; the gradient goes to the first of equals.</summary>
    public Tensor Min(int axis, bool keep = false) => Reduce(Reduction.Minimum, axis, keep);

    /// <summary>ln Σ eˣ along an axis.</summary>
    public Tensor LogSumExp(int axis, bool keep = false) => Reduce(Reduction.LogSumExp, axis, keep);

    /// <summary>Σ x² along an axis.</summary>
    public Tensor SumOfSquares(int axis, bool keep = false) => Reduce(Reduction.SumOfSquares, axis, keep);

    /// <summary>Σ (x − mean)²/(n − correction) along an axis; the unbiased estimate by default, 0 for the biased one.</summary>
    public Tensor Variance(int axis, int correction = 1, bool keep = false) =>
        Reduce(Reduction.SquaredDeviations, axis, keep) / Math.Max(0, _shape[_shape.Axis(axis)] - correction);

    /// <summary>The square root of <see cref="Variance"/>.</summary>
    public Tensor StandardDeviation(int axis, int correction = 1, bool keep = false) => Variance(axis, correction, keep).Sqrt();

    /// <summary>√Σ x² along an axis; gradient 0 where it is 0.</summary>
    public Tensor Norm(int axis, bool keep = false)
    {
        axis = _shape.Axis(axis);
        var norm = Detach().Reduce(Reduction.SumOfSquares, axis, keep: true);
        norm = norm.Apply(UnaryOperation.SquareRoot);
        if (Tape.Tracks(this)) norm = Tape.Write(new(Rules.Norm, norm, this));
        return keep ? norm : norm.Squeeze(axis);
    }

    /// <summary>Running sums along an axis.</summary>
    public Tensor CumulativeSum(int axis)
    {
        axis = _shape.Axis(axis);
        var result = Result(_shape);
        Backend.CumulativeSum(Fold(axis), false, result.Fold(axis));
        return Tape.Tracks(this) ? Tape.Write(new(Rules.CumulativeSum, result, this) { Axis = axis }) : result;
    }

    /// <summary>The places of the largest along an axis: the first of equals, or the first that is not a number.</summary>
    public Indices ArgMax(int axis) => ArgReduce(true, axis);

    /// <summary>The places of the smallest along an axis: the first of equals, or the first that is not a number.</summary>
    public Indices ArgMin(int axis) => ArgReduce(false, axis);

    internal Indices ArgReduce(bool largest, int axis)
    {
        axis = _shape.Axis(axis);
        NeedsElements(largest ? "ArgMax" : "ArgMin", axis);
        var places = Workspace.MakeIndices(_shape.Without(axis));
        Backend.ArgReduce(largest, Fold(axis), places);
        return places;
    }

    /// <summary>Any reduction by name, along an axis.</summary>
    public Tensor Reduce(Reduction reduction, int axis, bool keep = false)
    {
        axis = _shape.Axis(axis);
        if (reduction is Reduction.Maximum or Reduction.Minimum) NeedsElements(reduction == Reduction.Maximum ? "Max" : "Min", axis);
        var result = Result(_shape.With(axis, 1));
        Backend.Reduce(reduction, Fold(axis), result.Fold(axis).Flat(axis: 1));
        if (Tape.Tracks(this)) result = Tape.Write(new(Rules.Reduce, result, this) { Reduction = reduction, Axis = axis });
        return keep ? result : result.Squeeze(axis);
    }

    private Tensor ReduceAll(Reduction reduction) => Contiguous().Reshape(Count).Reduce(reduction, 0);

    private Tensor ReduceRange(Reduction reduction, int first, int last, bool keep)
    {
        (first, last) = (_shape.Axis(first), _shape.Axis(last));
        var result = Contiguous().Flatten(first, last).Reduce(reduction, first);
        if (!keep) return result;
        for (var axis = first; axis <= last; axis++) result = result.Unsqueeze(axis);
        return result;
    }

    // [outer, length, inner] around an axis, without gaps; off the tape.
    internal Tensor Fold(int axis)
    {
        var whole = Dense();
        return Workspace.Alias(whole.Storage, FoldedShape(axis), Strides.Of(FoldedShape(axis)), whole.Offset);
    }

    internal Shape FoldedShape(int axis) => [_shape[..axis].Count, _shape[axis], _shape[(axis + 1)..].Count];

    private Tensor Flat(int axis)
    {
        var shape = _shape.Without(axis);
        return Workspace.Alias(Storage, shape, Strides.Of(shape), Offset);
    }

    private Tensor Dense() => IsContiguous ? this : Detach().Contiguous();

    private void NeedsElements(string operation, int axis)
    {
        if (_shape[axis] == 0) throw ShapeException.Unfit(operation, _shape, $"axis {axis} has no elements, and nothing is the extreme of none. Reduce an axis that has some.");
    }
}
