using Sintropia.Data.Tables;

namespace Sintropia.Data.Annotated;

/// <summary>An array of any number of dimensions: numbers in double, whole numbers, texts, booleans; or, in one dimension, categories.</summary>
public sealed class ArrayAnnotation : Annotation
{
    /// <param name="values">All values, the last dimension fastest. The column's name does not matter.</param>
    /// <param name="shape">Extents; none given means one dimension.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than the shape has places.</exception>
    public ArrayAnnotation(Column values, params ReadOnlySpan<int> shape)
    {
        ArgumentNullException.ThrowIfNull(values);
        Shape = shape.Length == 0 ? [values.Length] : shape.ToArray();
        var places = 1L;
        foreach (var extent in Shape) places = checked(places * extent);
        if (places != values.Length) throw new ArgumentException($"{values.Length} values do not make [{string.Join(", ", Shape)}].", nameof(values));
        Values = values;
    }

    /// <summary>All values, the last dimension fastest.</summary>
    public Column Values { get; }

    /// <summary>Extents.</summary>
    public IReadOnlyList<int> Shape { get; }
}
