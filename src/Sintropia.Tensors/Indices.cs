using System.Diagnostics.CodeAnalysis;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors;

/// <summary>Whole numbers in a shape: places to take from a table, labels, what a search for the largest found.</summary>
public sealed class Indices
{
    private Held _held;

    /// <summary>These values in this shape, last axis fastest.</summary>
    /// <exception cref="ShapeException">There are more or fewer values than the shape holds.</exception>
    public Indices(in Shape shape, ReadOnlySpan<int> values)
    {
        if (values.Length != shape.Count) throw ShapeException.Unfit("Indices", shape, $"{values.Length} values were given for {shape.Count} places. Give one value per place.");
        Shape = shape;
        _held = new(values.ToArray());
    }

    internal Indices(in Shape shape)
    {
        Shape = shape;
        _held = new(new int[shape.Count]);
    }

    /// <summary>The extents.</summary>
    public Shape Shape { get; private set; }

    /// <summary>How many values there are.</summary>
    public int Count => Shape.Count;

    /// <summary>The values, last axis fastest.</summary>
    public ReadOnlySpan<int> Values => _held.Values.AsSpan(0, Count);

    /// <summary>The values to write to. Ask for it at each change: asking raises <see cref="Version"/>.</summary>
    public Span<int> Span
    {
        get
        {
            _held.Version++;
            return _held.Values.AsSpan(0, Count);
        }
    }

    /// <summary>Rises with each change, also with one through another shape of the same values.</summary>
    public int Version => _held.Version;

    /// <summary>A foreign backend keeps its own copy here, together with the <see cref="Version"/> that it copied.</summary>
    public object? Mirror { get; set; }

    /// <summary>A list of values.</summary>
    public static Indices Of(params ReadOnlySpan<int> values) => new([values.Length], values);

    /// <summary>From 64-bit values, as files of other systems have them.</summary>
    /// <exception cref="OverflowException">A value is not an Int32.</exception>
    public static Indices From(in Shape shape, ReadOnlySpan<long> values)
    {
        var indices = new Indices(shape);
        if (values.Length != shape.Count) throw ShapeException.Unfit("Indices", shape, $"{values.Length} values were given for {shape.Count} places. Give one value per place.");
        for (var i = 0; i < values.Length; i++) indices._held.Values[i] = checked((int)values[i]);
        return indices;
    }

    /// <summary>The same values in another shape. Nothing is copied: a change through one is seen through the other, and raises the version of both.</summary>
    public Indices Reshape(in Shape shape)
    {
        if (shape.Count != Count) throw ShapeException.Misfit("Reshape", Shape, shape, $"the one holds {Count} values, the other {shape.Count}. Keep the number of values.");
        return new(shape, _held);
    }

    private Indices(in Shape shape, Held held) => (Shape, _held) = (shape, held);

    /// <summary>As with tensors: what it is, not what is in it.</summary>
    public override string ToString() => $"indices {Shape}";

    /// <summary>Takes another shape, and more room if it needs it.</summary>
    internal void Become(in Shape shape)
    {
        if (_held.Values.Length < shape.Count) _held = new(new int[shape.Count]) { Version = _held.Version };
        Shape = shape;
        _held.Version++;
    }

    /// <summary>Complains about a value that names no place of an axis.</summary>
    internal void CheckRange(string operation, int extent)
    {
        var values = Values;
        for (var i = 0; i < values.Length; i++)
            if ((uint)values[i] >= (uint)extent)
                OutOfRange(operation, values[i], i, extent);
    }

    [DoesNotReturn]
    private static void OutOfRange(string operation, int value, int at, int extent) =>
        throw new ArgumentOutOfRangeException(operation, value, $"{operation}: index {value}, number {at} of the list, names none of {extent} places. Indices go from 0 to {extent - 1}; check the vocabulary or the number of classes.");

    // What all shapes of the same values share.
    private sealed class Held(int[] values)
    {
        public readonly int[] Values = values;
        public int Version;
    }
}
