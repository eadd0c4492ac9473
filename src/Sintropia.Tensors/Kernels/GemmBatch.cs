namespace Sintropia.Tensors.Kernels;

/// <summary>Many products of one shape in a call, counted by two indices, as the examples and heads of attention are. Stride 0 uses one matrix for all.</summary>
/// <param name="Outer">How many by the outer index, ≥ 0.</param>
/// <param name="Inner">How many by the inner index, ≥ 0.</param>
/// <param name="A">Elements from one A to the next.</param>
/// <param name="B">Elements from one B to the next; zero for a <see cref="PackedMatrix"/>.</param>
/// <param name="C">Elements from one C to the next.</param>
public readonly record struct GemmBatch(int Outer, int Inner, GemmBatch.Stride A, GemmBatch.Stride B, GemmBatch.Stride C)
{
    /// <summary>A single product.</summary>
    public static GemmBatch One => new(1, 1, default, default, default);

    /// <summary>Products counted by one index.</summary>
    public static GemmBatch Of(int count, int a, int b, int c) => new(1, count, new(0, a), new(0, b), new(0, c));

    /// <summary>How many products there are.</summary>
    public int Count => checked(Outer * Inner);

    /// <summary>Elements from one matrix to the next along each index, ≥ 0.</summary>
    /// <param name="Outer">Along the outer index.</param>
    /// <param name="Inner">Along the inner index.</param>
    public readonly record struct Stride(int Outer, int Inner);
}
