using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace Sintropia.Tensors.Shapes;

/// <summary>The extents of a tensor, outermost axis first; up to eight of them, and none for a single number. Written [cells, genes]; in code <c>[2, 3]</c>.</summary>
[CollectionBuilder(typeof(Shape), nameof(Of))]
public readonly struct Shape : IEquatable<Shape>
{
    /// <summary>The most axes that a tensor may have.</summary>
    public const int MaxRank = 8;

    private readonly Extents _extents;
    private readonly int _count;

    /// <summary>A shape of these extents.</summary>
    /// <exception cref="ShapeException">There are more than eight, one is negative, or a tensor of them would hold more elements than can be counted.</exception>
    public Shape(params ReadOnlySpan<int> extents)
    {
        if (extents.Length > MaxRank)
            throw new ShapeException($"A shape of {extents.Length} axes was asked for, and tensors have at most {MaxRank}. Merge neighbouring axes with Reshape.");

        Rank = extents.Length;
        long count = 1;
        foreach (var extent in extents)
        {
            if (extent < 0) throw new ShapeException($"The extents {string.Join(", ", extents.ToArray())} hold the negative {extent}. Extents count elements: give 0 or more.");
            if (extent == 0) count = 0;
        }

        for (var axis = 0; axis < extents.Length; axis++)
        {
            _extents[axis] = extents[axis];
            count *= extents[axis];
            if (count > Array.MaxLength)
                throw new ShapeException($"A tensor of extents {string.Join(", ", extents.ToArray())} would hold more than {Array.MaxLength} elements. Work through it in parts along its longest axis.");
        }

        _count = (int)count;
    }

    /// <summary>The shape of a single number: no axes, one element.</summary>
    public static Shape Scalar => default;

    /// <summary>How many axes there are.</summary>
    public int Rank { get; }

    /// <summary>How many elements a tensor of this shape has.</summary>
    public int Count => Rank == 0 ? 1 : _count;

    /// <summary>The extent of an axis, counted from the front.</summary>
    public int this[int axis] => (uint)axis < (uint)Rank ? _extents[axis] : throw NoSuchAxis(axis);

    /// <summary>The extent of an axis; <c>^1</c> is the last.</summary>
    public int this[Index axis] => this[axis.GetOffset(Rank)];

    /// <summary>A shape of these extents: what <c>[2, 3]</c> calls.</summary>
    public static Shape Of(ReadOnlySpan<int> extents) => new(extents);

    /// <summary>An axis counted from the front, where a negative one counts from the end: −1 is the last.</summary>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public int Axis(int axis)
    {
        var counted = axis < 0 ? axis + Rank : axis;
        return (uint)counted < (uint)Rank ? counted : throw NoSuchAxis(axis);
    }

    /// <summary>The same with another extent on one axis.</summary>
    public Shape With(int axis, int extent)
    {
        Span<int> extents = stackalloc int[MaxRank];
        CopyTo(extents);
        extents[Axis(axis)] = extent;
        return new(extents[..Rank]);
    }

    /// <summary>The same without one axis.</summary>
    public Shape Without(int axis)
    {
        Span<int> extents = stackalloc int[MaxRank];
        CopyTo(extents);
        axis = Axis(axis);
        extents[(axis + 1)..Rank].CopyTo(extents[axis..]);
        return new(extents[..(Rank - 1)]);
    }

    /// <summary>The same with one axis more, before the present axis of that number; −1 appends.</summary>
    /// <exception cref="ShapeException">There is no such place, or there are eight axes already.</exception>
    public Shape Insert(int axis, int extent)
    {
        var place = axis < 0 ? axis + Rank + 1 : axis;
        if ((uint)place > (uint)Rank || Rank == MaxRank) throw new ShapeException($"{this} cannot take a further axis at {axis}. Give a place from 0 to {Rank}, in a shape of fewer than {MaxRank} axes.");

        Span<int> extents = stackalloc int[MaxRank];
        CopyTo(extents);
        extents[place..Rank].CopyTo(extents[(place + 1)..]);
        extents[place] = extent;
        return new(extents[..(Rank + 1)]);
    }

    /// <summary>The axes from one to before another, as <c>shape[..^1]</c>.</summary>
    public Shape this[Range axes]
    {
        get
        {
            var (start, length) = axes.GetOffsetAndLength(Rank);
            Span<int> extents = stackalloc int[MaxRank];
            CopyTo(extents);
            return new(extents.Slice(start, length));
        }
    }

    /// <summary>These axes followed by those of another.</summary>
    public Shape Append(in Shape other)
    {
        if (Rank + other.Rank > MaxRank) throw new ShapeException($"{this} and {other} have more than {MaxRank} axes together. Merge neighbouring axes with Reshape.");

        Span<int> extents = stackalloc int[2 * MaxRank];
        CopyTo(extents);
        other.CopyTo(extents[Rank..]);
        return new(extents[..(Rank + other.Rank)]);
    }

    /// <summary>Writes the extents to the front of a span.</summary>
    public void CopyTo(Span<int> extents)
    {
        for (var axis = 0; axis < Rank; axis++) extents[axis] = _extents[axis];
    }

    /// <summary>The extents in turn.</summary>
    [UnscopedRef]
    public ReadOnlySpan<int>.Enumerator GetEnumerator() => Extents.GetEnumerator();

    /// <summary>The extents as a span into this very value.</summary>
    [UnscopedRef]
    public ReadOnlySpan<int> Extents => ((ReadOnlySpan<int>)_extents)[..Rank];

    /// <inheritdoc/>
    public bool Equals(Shape other)
    {
        if (Rank != other.Rank) return false;
        for (var axis = 0; axis < Rank; axis++)
            if (_extents[axis] != other._extents[axis])
                return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Rank;
        for (var axis = 0; axis < Rank; axis++) hash = HashCode.Combine(hash, _extents[axis]);
        return hash;
    }

    /// <summary>As in the documentation: [2, 3]; [] for a single number.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("[");
        for (var axis = 0; axis < Rank; axis++) text.Append(axis == 0 ? "" : ", ").Append(_extents[axis]);
        return text.Append(']').ToString();
    }

    /// <summary>Whether two shapes have the same extents.</summary>
    public static bool operator ==(in Shape left, in Shape right) => left.Equals(right);

    /// <summary>Whether two shapes differ.</summary>
    public static bool operator !=(in Shape left, in Shape right) => !left.Equals(right);

    private ShapeException NoSuchAxis(int axis) =>
        new(Rank == 0 ? $"Axis {axis} was asked of a single number, which has none. Give the tensor an axis with Reshape or Unsqueeze first."
            : $"{this} has no axis {axis}. Give one from 0 to {Rank - 1}, or from -1, the last, to {-Rank}.");
}
