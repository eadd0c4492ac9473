namespace Sintropia.Tensors.Kernels;

/// <summary>One call of a micro-kernel: a strip of A times a panel of B, over one block of K.</summary>
internal unsafe struct GemmTile
{
    /// <summary>How many products in each chain; at most <see cref="Gemm.Block"/>.</summary>
    public int Depth;

    /// <summary>First element of the strip.</summary>
    public float* A;

    /// <summary>From one row of the strip to the next.</summary>
    public nint ARow;

    /// <summary>From one k to the next.</summary>
    public nint ADepth;

    /// <summary>First element of the panel; columns are adjacent.</summary>
    public float* B;

    /// <summary>From one k to the next.</summary>
    public nint BDepth;

    /// <summary>From one panel to the next, for the kernels that take several.</summary>
    public nint BPanel;

    /// <summary>What the block's sums are added to.</summary>
    public float* Start;

    /// <summary>From one row of that to the next; 0 for a bias.</summary>
    public nint StartRow;

    /// <summary>From one panel of that to the next.</summary>
    public nint StartPanel;

    /// <summary>Factor of the block's sums.</summary>
    public float Alpha;

    /// <summary>Where the result goes; columns are adjacent.</summary>
    public float* C;

    /// <summary>From one row of the result to the next.</summary>
    public nint CRow;
}
