using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Kernels;

/// <summary>A matrix of weights in a byte each, and a scale for each row: W ≈ scale·q. Rows lie one behind the other, each filled up with zeros to whole steps of the kernel.</summary>
public sealed class ByteMatrix
{
    /// <summary>Rows are filled up to a multiple of so many elements.</summary>
    public const int Step = Lanes.Count;

    /// <param name="rows">Outputs.</param>
    /// <param name="columns">Inputs.</param>
    /// <param name="values">Whole numbers, [rows, columns]; copied.</param>
    /// <param name="scales">Of each row; copied.</param>
    /// <exception cref="ShapeException">Values or scales are more or fewer than the matrix has.</exception>
    public ByteMatrix(int rows, int columns, ReadOnlySpan<sbyte> values, ReadOnlySpan<float> scales)
    {
        if (rows < 1 || columns < 1 || values.Length != (long)rows * columns || scales.Length != rows)
            throw new ShapeException($"ByteMatrix: {values.Length} values and {scales.Length} scales do not make a matrix of {rows} × {columns}. Give a value for each element and a scale for each row.");
        (Rows, Columns, Stride) = (rows, columns, (columns + Step - 1) / Step * Step);
        Held = GC.AllocateArray<sbyte>(checked(rows * Stride), pinned: true);
        Scales = scales.ToArray();
        for (var row = 0; row < rows; row++) values.Slice(row * columns, columns).CopyTo(Held.AsSpan(row * Stride));
    }

    /// <summary>Outputs.</summary>
    public int Rows { get; }

    /// <summary>Inputs.</summary>
    public int Columns { get; }

    /// <summary>Bytes that it takes.</summary>
    public long Bytes => Held.Length + sizeof(float) * (long)Scales.Length;

    internal int Stride { get; }

    internal sbyte[] Held { get; }

    internal float[] Scales { get; }

    /// <summary>The whole numbers of a row.</summary>
    /// <param name="row">Which.</param>
    /// <param name="destination">Gets <see cref="Columns"/> numbers.</param>
    public void CopyBytes(int row, Span<sbyte> destination) => Held.AsSpan(row * Stride, Columns).CopyTo(destination);

    /// <summary>What the whole numbers of a row are multiplied by.</summary>
    /// <param name="row">Which.</param>
    public float ScaleOf(int row) => Scales[row];

    /// <summary>The weights of a row as they are now.</summary>
    /// <param name="row">Which.</param>
    /// <param name="destination">Gets <see cref="Columns"/> numbers.</param>
    public void CopyRow(int row, Span<float> destination)
    {
        var own = Held.AsSpan(row * Stride, Columns);
        for (var i = 0; i < own.Length; i++) destination[i] = Scales[row] * own[i];
    }
}
