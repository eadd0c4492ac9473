using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors;

/// <content>Views: other looks at the same storage. None of them copies, but Contiguous where it must.</content>
public sealed partial class Tensor
{
    /// <summary>The elements in row-major order under another shape. One extent may be −1: whatever is left.</summary>
    /// <exception cref="ShapeException">The number of elements differs, or the strides do not allow it without a copy: then call <see cref="Contiguous"/> first.</exception>
    public Tensor Reshape(params ReadOnlySpan<int> extents)
    {
        var shape = Inferred(extents);
        if (shape.Count != Count) throw ShapeException.Misfit("Reshape", _shape, shape, $"the one holds {Count} elements, the other {shape.Count}. Keep the number of elements, or give -1 for one extent.");
        return Reshape(shape);
    }

    /// <inheritdoc cref="Reshape(ReadOnlySpan{int})"/>
    public Tensor Reshape(in Shape shape)
    {
        if (shape.Count != Count) throw ShapeException.Misfit("Reshape", _shape, shape, $"the one holds {Count} elements, the other {shape.Count}. Keep the number of elements.");
        if (!Regroup(shape, out var strides))
            throw ShapeException.Misfit("Reshape", _shape, shape, $"the strides {_strides} do not allow it without copying. Call Contiguous first, where the copy can be seen.");

        var view = Workspace.Alias(Storage, shape, strides, Offset);
        return Tape.Tracks(this) ? Tape.Write(new(Rules.Reshape, view, this)) : view;
    }

    /// <summary>Neighbouring axes merged into one, from one axis to another, both included.</summary>
    public Tensor Flatten(int first = 0, int last = -1)
    {
        if (Rank == 0) return Reshape(1);
        (first, last) = (_shape.Axis(first), _shape.Axis(last));
        var merged = _shape[first..(last + 1)].Count;
        return Reshape(_shape[..first].Insert(-1, merged).Append(_shape[(last + 1)..]));
    }

    /// <summary>The axes in another order: axis i of the view is axis <c>order[i]</c> of this.</summary>
    /// <exception cref="ShapeException">An axis is missing or named twice.</exception>
    public Tensor Permute(params ReadOnlySpan<int> order)
    {
        Span<int> extents = stackalloc int[Shape.MaxRank], steps = stackalloc int[Shape.MaxRank], axes = stackalloc int[Shape.MaxRank];
        var seen = 0;
        for (var i = 0; i < order.Length && i < Rank; i++)
        {
            var axis = axes[i] = _shape.Axis(order[i]);
            seen |= 1 << axis;
            extents[i] = _shape[axis];
            steps[i] = _strides[axis];
        }

        if (order.Length != Rank || seen != (1 << Rank) - 1)
            throw ShapeException.Unfit("Permute", _shape, $"the order {string.Join(", ", order.ToArray())} does not name each of {Rank} axes once. Give every axis its place.");

        var view = Workspace.Alias(Storage, new(extents[..Rank]), new(steps[..Rank]), Offset);
        return Tape.Tracks(this) ? Tape.Write(new(Rules.Permute, view, this) { Order = new(axes[..Rank]) }) : view;
    }

    /// <summary>Two axes exchanged; by default the last two.</summary>
    public Tensor Transpose(int one = -2, int other = -1)
    {
        Span<int> order = stackalloc int[Shape.MaxRank];
        for (var axis = 0; axis < Rank; axis++) order[axis] = axis;
        (one, other) = (_shape.Axis(one), _shape.Axis(other));
        (order[one], order[other]) = (other, one);
        return Permute(order[..Rank]);
    }

    /// <summary>Every <paramref name="step"/>th element along an axis from <paramref name="start"/>, <paramref name="length"/> of them.</summary>
    /// <exception cref="ShapeException">The axis does not reach that far.</exception>
    public Tensor Slice(int axis, int start, int length, int step = 1)
    {
        axis = _shape.Axis(axis);
        if (start < 0 || length < 0 || step < 1 || (length > 0 && start + ((long)(length - 1) * step) >= _shape[axis]) || start > _shape[axis])
            throw ShapeException.Unfit("Slice", _shape, $"axis {axis} has {_shape[axis]} elements; {length} from {start} in steps of {step} reach outside. Keep start + (length - 1)·step below the extent.");

        var steps = With(axis, _strides[axis] * step);
        var view = Workspace.Alias(Storage, _shape.With(axis, length), steps, Offset + (start * _strides[axis]));
        return Tape.Tracks(this) ? Tape.Write(new(Rules.Slice, view, this) { Axis = axis, Start = start, Stride = step }) : view;
    }

    /// <summary>The elements along an axis in a range, as <c>x.Slice(-1, ..^1)</c>.</summary>
    public Tensor Slice(int axis, Range range)
    {
        var (start, length) = range.GetOffsetAndLength(_shape[_shape.Axis(axis)]);
        return Slice(axis, start, length);
    }

    /// <summary>The elements at one place of an axis; the axis is gone.</summary>
    public Tensor At(int axis, int place) => Slice(axis, place < 0 ? place + _shape[_shape.Axis(axis)] : place, 1).Squeeze(axis);

    /// <summary>The tensor cut along an axis into parts of one length.</summary>
    /// <exception cref="ShapeException">The extent is not a multiple of <paramref name="parts"/>.</exception>
    public Tensor[] Chunk(int parts, int axis = -1)
    {
        axis = _shape.Axis(axis);
        if (parts < 1 || _shape[axis] % parts != 0) throw ShapeException.Unfit("Chunk", _shape, $"axis {axis} has {_shape[axis]} elements and cannot be cut into {parts} equal parts. Use Slice for unequal ones.");

        var length = _shape[axis] / parts;
        var chunks = new Tensor[parts];
        for (var i = 0; i < parts; i++) chunks[i] = Slice(axis, i * length, length);
        return chunks;
    }

    /// <summary>The same seen as a larger shape, where axes of extent 1 and missing ones repeat.</summary>
    /// <exception cref="ShapeException">An extent differs and is not 1.</exception>
    public Tensor Expand(in Shape shape)
    {
        if (shape == _shape) return this;
        if (!Broadcasting.Fits(_shape, shape))
            throw ShapeException.Misfit("Expand", _shape, shape, "aligned at the end, an extent differs and is not 1. Only axes of extent 1 repeat; add one with Unsqueeze.");

        var view = Workspace.Alias(Storage, shape, Broadcasting.Expand(_shape, _strides, shape), Offset);
        return Tape.Tracks(this) ? Tape.Write(new(Rules.Expand, view, this)) : view;
    }

    /// <summary>With a further axis of extent 1 at a place; −1 appends.</summary>
    public Tensor Unsqueeze(int axis) => Reshape(_shape.Insert(axis, 1));

    /// <summary>Without an axis of extent 1.</summary>
    /// <exception cref="ShapeException">Its extent is not 1.</exception>
    public Tensor Squeeze(int axis)
    {
        if (_shape[_shape.Axis(axis)] != 1) throw ShapeException.Unfit("Squeeze", _shape, $"axis {axis} has {_shape[_shape.Axis(axis)]} elements. Only an axis of one can go; reduce or select otherwise.");
        return Reshape(_shape.Without(axis));
    }

    /// <summary>Itself if its elements lie without gaps, else a copy that does.</summary>
    public Tensor Contiguous()
    {
        if (IsContiguous) return this;

        var copy = Result(_shape);
        Backend.Copy(this, copy);
        return Tape.Tracks(this) ? Tape.Write(new(Rules.Copy, copy, this)) : copy;
    }

    /// <summary>Summed over what repeats when this shape is broadcast from a smaller one: how gradients go back through broadcasting.</summary>
    internal Tensor SumTo(in Shape shape)
    {
        if (shape == _shape) return this;

        var sum = this;
        while (sum.Rank > shape.Rank) sum = sum.Rank - shape.Rank > 1 ? sum.Contiguous().Flatten(0, sum.Rank - shape.Rank - 1).Sum(0) : sum.Sum(0);
        for (var axis = 0; axis < shape.Rank; axis++)
            if (shape[axis] == 1 && sum.Shape[axis] != 1)
                sum = sum.Sum(axis, keep: true);
        return sum;
    }

    private Strides With(int axis, int step)
    {
        Span<int> steps = stackalloc int[Shape.MaxRank];
        _strides.CopyTo(steps);
        steps[axis] = step;
        return new(steps[..Rank]);
    }

    private Shape Inferred(ReadOnlySpan<int> extents)
    {
        var open = extents.IndexOf(-1);
        if (open < 0) return new(extents);

        Span<int> known = stackalloc int[extents.Length];
        extents.CopyTo(known);
        known[open] = 1;
        var rest = new Shape(known).Count;
        known[open] = rest == 0 || Count % rest != 0
            ? throw ShapeException.Unfit("Reshape", _shape, $"{Count} elements do not divide by the {rest} of the extents that are given. Keep the number of elements.") : Count / rest;
        return new(known);
    }

    // Strides under which the same storage has another shape, if there are any: each new axis has to lie inside a run of old ones without gaps.
    private bool Regroup(in Shape shape, out Strides strides)
    {
        strides = Strides.Of(shape);
        if (IsContiguous || Count == 0) return true;

        Span<int> steps = stackalloc int[Shape.MaxRank];
        var axis = Rank - 1;
        int run = 1, step = 1; // elements left in the run of old axes that the new ones are cut from, and the step within it
        for (var i = shape.Rank - 1; i >= 0; i--)
        {
            if (shape[i] == 1)
            {
                steps[i] = step;
                continue;
            }

            if (run == 1)
            {
                while (_shape[axis] == 1) axis--;
                (run, step) = (_shape[axis], _strides[axis]);
                for (axis--; axis >= 0 && (_shape[axis] == 1 || _strides[axis] == step * run); axis--) run *= _shape[axis];
            }

            if (run % shape[i] != 0) return false;
            steps[i] = step;
            step *= shape[i];
            run /= shape[i];
        }

        strides = new(steps[..shape.Rank]);
        return true;
    }
}
