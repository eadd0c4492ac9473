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
    /// <exception cref="ArgumentException">The span is too short for the layout.</exception>
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

    /// <summary>Takes the values of a matrix in place of those it holds. Allocates only where it has to grow.</summary>
    /// <param name="matrix">Holds the matrix, [K, N].</param>
    /// <param name="layout">Where in it.</param>
    /// <exception cref="ArgumentException">The span is too short for the layout.</exception>
    public void Pack(ReadOnlySpan<float> matrix, MatrixLayout layout)
    {
        GemmDoor.Holds("The matrix to pack", matrix.Length, layout);
        var width = Body.Columns();
        var panels = (layout.Columns + width - 1) / width;
        var needed = checked(panels * width * layout.Rows) + 16;
        if (_panels.Length < needed) _panels = GC.AllocateUninitializedArray<float>(needed, pinned: true);
        (Rows, Columns) = (layout.Rows, layout.Columns);

        fixed (float* from = matrix)
        {
            var to = Panels;
            for (var panel = 0; panel < panels; panel++, to += (nint)width * Rows)
            {
                var first = panel * width;
                GemmPacking.Panel(from + (nint)first * layout.ColumnStride, layout.RowStride, layout.ColumnStride, Rows, Math.Min(width, Columns - first), width, to);
            }
        }
    }

    /// <summary>The panels, on a cache line. The array is pinned for life: the address stays as long as this object.</summary>
    internal float* Panels
    {
        get
        {
            fixed (float* panels = _panels) return GemmScratch.Aligned(panels);
        }
    }
}
