namespace Sintropia.Tensors.Kernels.Parts;

/// <summary>What a job on rows or columns works with. Elements lie without gaps in memory that stays where it is; an operand that is not given is null.</summary>
internal unsafe struct Operands
{
    public float* A, B, C, D, E, Result, Second, Third;

    public int* Places;

    /// <summary>Rows of the matrix, or matrices [rows, width] of which there are <see cref="Outer"/>.</summary>
    public int Rows, Width, Outer, Others;

    public float Epsilon;

    public bool Flag;

    public int Kind;

    /// <summary>Rows of a width, from one to another.</summary>
    public static Span<float> Slice(float* x, int width, int from, int to) => x == null ? default : new(x + ((nint)from * width), (to - from) * width);

    /// <summary>As many elements, if there are any.</summary>
    public static Span<float> All(float* x, int count) => x == null ? default : new(x, count);
}
