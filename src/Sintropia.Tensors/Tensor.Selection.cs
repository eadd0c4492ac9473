using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors;

/// <content>Elements by their places, and tensors put together.</content>
public sealed partial class Tensor
{
    /// <summary>The slices of an axis at some places, in their order; a place may come more than once. The axis becomes the shape of the places.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A place is not on the axis.</exception>
    public Tensor Take(Indices places, int axis = 0) => Take(places, _shape.Axis(axis), null, "Take");

    /// <summary>Rows of this table [words, width] for some words: [..., width]. No gradient goes to the row of <paramref name="padding"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A word is not in the table.</exception>
    public Tensor Embedding(Indices words, int? padding = null)
    {
        if (Rank != 2) throw ShapeException.Unfit("Embedding", _shape, "a table is [words, width].");
        return Take(words, 0, padding, "Embedding");
    }

    /// <summary>For each place of <paramref name="places"/>, the element at that place of an axis and at the same places of the others; extents differ on that axis only.</summary>
    /// <exception cref="ShapeException">Another axis differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A place is not on the axis.</exception>
    public Tensor TakeAlong(Indices places, int axis)
    {
        axis = _shape.Axis(axis);
        if (places.Shape.Rank != Rank || places.Shape.With(axis, _shape[axis]) != _shape)
            throw ShapeException.Misfit("TakeAlong", _shape, places.Shape, $"all axes but {axis} have to be equal. Use Take to select whole slices.");
        places.CheckRange("TakeAlong", _shape[axis]);

        var result = Result(places.Shape);
        Backend.TakeAlong(Fold(axis), places, result.Fold(axis));
        return Tape.Tracks(this) ? Tape.Write(new(Rules.TakeAlong, result, this) { Axis = axis, Places = places }) : result;
    }

    /// <summary>The k largest along the last axis, best first and the earlier of equals first, and their places; NaN counts as largest.</summary>
    public Tensor TopK(int k, out Indices places, bool largest = true)
    {
        if (Rank == 0 || k < 0 || k > _shape[^1]) throw ShapeException.Unfit("TopK", _shape, $"{k} elements cannot be taken of the last axis. Ask for 0 up to its extent.");

        var shape = _shape.With(-1, k);
        var values = Result(shape);
        places = Workspace.MakeIndices(shape);
        Backend.TopK(largest, Dense().View([_shape[..^1].Count, _shape[^1]]), values.View([shape[..^1].Count, k]), places);
        return Tape.Tracks(this) ? Tape.Write(new(Rules.TakeAlong, values, this) { Axis = Rank - 1, Places = places }) : values;
    }

    /// <summary>Tensors one after another along an axis; the others are equal.</summary>
    public static Tensor Concat(int axis, params ReadOnlySpan<Tensor> parts)
    {
        if (parts.IsEmpty) throw new ArgumentException("Concat was given no tensors, so that the result has no shape. Give at least one.", nameof(parts));

        var first = parts[0];
        axis = first._shape.Axis(axis);
        var length = 0;
        foreach (var part in parts)
        {
            OneBackend("Concat", first, part);
            if (part.Rank != first.Rank || part._shape.With(axis, first._shape[axis]) != first._shape)
                throw ShapeException.Misfit("Concat", first._shape, part._shape, $"all axes but {axis} have to be equal.");
            length += part._shape[axis];
        }

        var result = first.Result(first._shape.With(axis, length));
        var start = 0;
        foreach (var part in parts)
        {
            result = result.Taking(part, axis, start);
            start += part._shape[axis];
        }

        return result;
    }

    /// <summary>Tensors of one shape side by side along a new axis.</summary>
    public static Tensor Stack(int axis, params ReadOnlySpan<Tensor> parts)
    {
        if (parts.IsEmpty) throw new ArgumentException("Stack was given no tensors, so that the result has no shape. Give at least one.", nameof(parts));

        var first = parts[0];
        var shape = first._shape.Insert(axis, parts.Length);
        axis = shape.Axis(axis);
        var result = first.Result(shape);
        for (var i = 0; i < parts.Length; i++)
        {
            OneBackend("Stack", first, parts[i]);
            if (parts[i]._shape != first._shape) throw ShapeException.Misfit("Stack", first._shape, parts[i]._shape, "tensors that are stacked have one shape. Use Concat for others.");
            result = result.Taking(parts[i].Unsqueeze(axis), axis, i);
        }

        return result;
    }

    // Written into a part of this, which nobody has read yet. A step has few inputs, so a tape sees parts written in turn, each into an alias of its own.
    private Tensor Taking(Tensor part, int axis, int start)
    {
        Backend.Copy(part, Detach().Slice(axis, start, part._shape[axis]));
        return Tape.Tracks(part) ? Tape.Write(new(Rules.Concat, Detach(), this, part) { Axis = axis, Start = start }) : this;
    }

    private Tensor Take(Indices places, int axis, int? padding, string operation)
    {
        places.CheckRange(operation, _shape[axis]);
        var shape = _shape[..axis].Append(places.Shape).Append(_shape[(axis + 1)..]);
        var result = Result(shape);
        var folded = FoldedShape(axis);
        Backend.Take(Fold(axis), places, result.View([folded[0], places.Count, folded[2]]));
        if (!Tape.Tracks(this)) return result;

        return Tape.Write(new(Rules.Take, result, this) { Axis = axis, Places = padding is { } skipped ? Without(places, skipped) : places });
    }

    // −1 where no gradient goes.
    private static Indices Without(Indices places, int skipped)
    {
        var rest = new Indices(places.Shape, places.Values);
        foreach (ref var place in rest.Span)
            if (place == skipped)
                place = -1;
        return rest;
    }
}
