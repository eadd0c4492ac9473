namespace Sintropia.Tensors.Kernels.Attending;

/// <summary>Vectors of many heads: queries, keys, values, results or gradients of them. The default is none.</summary>
/// <param name="values">Holds them; elements between them are neither read nor written.</param>
/// <param name="layout">Where they lie.</param>
public readonly ref struct HeadRows(Span<float> values, HeadLayout layout)
{
    /// <summary>Holds them.</summary>
    public Span<float> Values { get; } = values;

    /// <summary>Where they lie.</summary>
    public HeadLayout Layout { get; } = layout;

    internal bool IsEmpty => Values.IsEmpty;

    internal ref float this[int batch, int head, int row, int element] => ref Values[Place(batch, head, row) + element];

    internal int Place(int batch, int head, int row) => batch * Layout.Batch + head * Layout.Head + row * Layout.Row;

    internal ReadOnlySpan<float> Row(int batch, int head, int row, int width) => width == 0 ? [] : Values.Slice(Place(batch, head, row), width);

    internal void Check(string what, in AttentionShape shape, int rows, int width)
    {
        var needed = Layout.Extent(shape.Batches, shape.Heads, rows, width);
        if (Layout.Batch < 0 || Layout.Head < 0 || Layout.Row < 0 || Values.Length < needed)
            throw new ArgumentException($"attention: {what} of {Values.Length} elements, and {Layout} reaches to {needed} for {shape}. Check strides and sizes.");
    }
}
