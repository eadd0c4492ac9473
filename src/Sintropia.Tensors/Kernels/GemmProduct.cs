namespace Sintropia.Tensors.Kernels;

/// <summary>A checked product: sizes, addresses and steps in elements.</summary>
internal unsafe struct GemmProduct
{
    public int Rows;
    public int Columns;
    public int Depth;
    public GemmBatch Batch;
    public float* A;
    public nint ARow;
    public nint ADepth;

    /// <summary>The matrix, or its panels.</summary>
    public float* B;
    public nint BDepth;
    public nint BColumn;

    /// <summary>Whether B is panels with all their k in turn.</summary>
    public bool IsPacked;
    public float* C;
    public nint CRow;
    public nint CColumn;

    /// <summary>Null unless each column begins with its bias.</summary>
    public float* Bias;
    public bool Accumulate;
    public float Alpha;

    /// <summary>Whether C has no elements.</summary>
    public readonly bool IsEmpty => Rows == 0 || Columns == 0 || Batch.Count == 0;

    /// <summary>The product of the batch by its number.</summary>
    public readonly GemmProduct Of(int number)
    {
        var (outer, inner) = ((nint)(number / Batch.Inner), (nint)(number % Batch.Inner));
        var product = this;
        product.A += outer * Batch.A.Outer + inner * Batch.A.Inner;
        product.B += outer * Batch.B.Outer + inner * Batch.B.Inner;
        product.C += outer * Batch.C.Outer + inner * Batch.C.Inner;
        return product;
    }

    /// <summary>Sets the addresses, which hold while the caller has the memory fixed.</summary>
    public void Place(float* a, float* b, float* c, float* bias, bool accumulate)
    {
        A = a;
        B = b;
        C = c;
        Bias = bias;
        Accumulate = accumulate;
    }
}
