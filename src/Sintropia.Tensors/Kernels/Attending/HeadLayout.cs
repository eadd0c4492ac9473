namespace Sintropia.Tensors.Kernels.Attending;

/// <summary>How vectors of many heads lie in a span: element j of row t of a head is at batch·<paramref name="Batch"/> + head·<paramref name="Head"/> + t·<paramref name="Row"/> + j.</summary>
/// <param name="Batch">Elements from one sequence to the next, ≥ 0; 0 repeats one.</param>
/// <param name="Head">Elements from one head to the next, ≥ 0; 0 repeats one.</param>
/// <param name="Row">Elements from one position to the next, ≥ 0; 0 repeats one.</param>
public readonly record struct HeadLayout(int Batch, int Head, int Row)
{
    /// <summary>[batch, heads, rows, width] without gaps.</summary>
    public static HeadLayout HeadByHead(int heads, int rows, int width) => new(checked(heads * rows * width), checked(rows * width), width);

    /// <summary>[batch, rows, heads·width] without gaps, as a linear layer leaves it.</summary>
    public static HeadLayout SideBySide(int heads, int rows, int width) => new(checked(rows * heads * width), width, checked(heads * width));

    /// <summary>Elements from the first to just past the last: the least length of a span that holds them all.</summary>
    internal long Extent(int batches, int heads, int rows, int width) =>
        batches == 0 || heads == 0 || rows == 0 || width == 0 ? 0 : (batches - 1L) * Batch + (heads - 1L) * Head + (rows - 1L) * Row + width;
}
