using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Kernels;

/// <summary>
/// The right-hand matrix of products, kept in the order in which the kernels read it: panels of adjacent columns, each with all its k in turn. Weights are packed once and
/// again after each change. The product has the same bits as with the matrix itself.
/// </summary>
public sealed unsafe class PackedMatrix
{
    private float[] _panels = [];

    /// <summary>Packs a matrix.</summary>
    /// <param name="matrix">Holds the matrix, [K, N].</param>
    /// <param name="layout">Where in it; <see cref="MatrixLayout.Transposed"/> for weights stored as [N, K].</param>
    /// <exception cref="ShapeException">The span is too short for the layout.</exception>
    public PackedMatrix(ReadOnlySpan<float> matrix, MatrixLayout layout) : this(matrix, layout, GemmBody.Best)
    {
    }

    internal PackedMatrix(ReadOnlySpan<float> matrix, MatrixLayout layout, GemmBody body)
    {
        Body = body;
        Pack(matrix, layout);
    }

    /// <summary>K.</summary>
    public int Rows { get; private set; }

    /// <summary>N.</summary>
    public int Columns { get; private set; }

    internal GemmBody Body { get; }

    /// <summary>The panels, on a cache line. The address stays while this object lives, until it has to grow.</summary>
    internal float* Panels => GemmScratch.First(_panels);

    /// <summary>Takes the values of a matrix in place of those it holds; not while a product with it runs. Allocates only where it has to grow.</summary>
    /// <param name="matrix">Holds the matrix, [K, N].</param>
    /// <param name="layout">Where in it.</param>
    /// <exception cref="ShapeException">The span is too short for the layout.</exception>
    public void Pack(ReadOnlySpan<float> matrix, MatrixLayout layout)
    {
        GemmDoor.Holds("The matrix to pack", matrix.Length, layout, GemmBatch.One, default);
        var width = Body.Columns();
        var elements = checked((layout.Columns + width - 1) / width * width * layout.Rows);
        if (_panels.Length < elements || _panels.Length == 0) _panels = GemmScratch.Lines(elements);
        (Rows, Columns) = (layout.Rows, layout.Columns);

        fixed (float* from = matrix)
        {
            for (var first = 0; first < Columns; first += GemmScratch.GroupColumns)
            {
                GemmPacking.Panels(
                    from + (nint)first * layout.ColumnStride, layout.RowStride, layout.ColumnStride, Rows, Math.Min(GemmScratch.GroupColumns, Columns - first), width,
                    Panels + (nint)first * Rows, (nint)width * Rows);
            }
        }
    }
}
