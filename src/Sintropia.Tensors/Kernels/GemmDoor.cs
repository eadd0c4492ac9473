using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Kernels;

/// <summary>What a product checks before it takes addresses.</summary>
internal static class GemmDoor
{
    /// <summary>The span holds every matrix of the batch.</summary>
    /// <exception cref="ShapeException">It does not, or the layout is none.</exception>
    public static void Holds(string what, int length, MatrixLayout layout, GemmBatch batch, GemmBatch.Stride stride)
    {
        if (layout.Rows < 0 || layout.Columns < 0 || layout.RowStride < 0 || layout.ColumnStride < 0 || batch.Outer < 0 || batch.Inner < 0 || stride.Outer < 0 || stride.Inner < 0)
            throw new ShapeException($"{what}: laid out as {layout}, {batch.Outer} × {batch.Inner} of them at {stride}. Sizes and strides must not be negative.");
        if (layout.Extent == 0 || batch.Count == 0) return;
        var needed = layout.Extent + (batch.Outer - 1L) * stride.Outer + (batch.Inner - 1L) * stride.Inner;
        if (needed > length)
            throw new ShapeException($"{what}: {layout} needs {needed} elements and the span has {length}. Pass the whole storage from its first element on, or correct the strides.");
    }

    /// <summary>A, B and C fit each other.</summary>
    /// <exception cref="ShapeException">They do not.</exception>
    public static void Fits(MatrixLayout a, int bRows, int bColumns, MatrixLayout c, int bias, bool accumulate, GemmBatch batch)
    {
        if (a.Columns != bRows)
            throw new ShapeException($"matrix product: [{a.Rows}, {a.Columns}] · [{bRows}, {bColumns}] has no meaning, since {a.Columns} ≠ {bRows}. Transpose one of them, or check which axis is summed.");
        if (c.Rows != a.Rows || c.Columns != bColumns)
            throw new ShapeException($"matrix product: [{a.Rows}, {a.Columns}] · [{bRows}, {bColumns}] is [{a.Rows}, {bColumns}] and the result has room for [{c.Rows}, {c.Columns}]. Give it that shape.");
        if (bias != 0 && bias != bColumns)
            throw new ShapeException($"matrix product: a bias of {bias} elements for {bColumns} columns. Give one element per column, or none.");
        if (bias != 0 && accumulate)
            throw new ShapeException("matrix product: a bias would be lost when the product is added to what is there. Give the bias with the first product only.");
        if (!IsNested(c) || (batch.Outer > 1 && batch.C.Outer == 0) || (batch.Inner > 1 && batch.C.Inner == 0))
            throw new ShapeException($"matrix product: the elements of the result, {c}, {batch.Count} of them at {batch.C}, lie on each other. Write to a buffer of its own.");
    }

    // Either a whole row lies between two columns or a whole column between two rows.
    private static bool IsNested(MatrixLayout c)
    {
        if (c.Extent == 0) return true;
        long rowReach = (c.Columns - 1L) * c.ColumnStride, columnReach = (c.Rows - 1L) * c.RowStride;
        return (c.Columns == 1 || c.ColumnStride > 0) && (c.Rows == 1 || c.RowStride > 0)
            && (c.Rows == 1 || c.Columns == 1 || c.RowStride > rowReach || c.ColumnStride > columnReach);
    }
}
