using System.Runtime.InteropServices;

namespace Sintropia.Biology.Expression;

/// <summary>What one cell expresses, where it is kept by itself and not in a column.</summary>
/// <param name="dimensions">Dimensions of a state.</param>
public sealed class ExpressedState(int dimensions)
{
    /// <summary>What sets it apart from others of its type and phase; shape [dimensions].</summary>
    public float[] Residual { get; } = new float[dimensions];

    /// <summary>x, its present state; shape [dimensions].</summary>
    public float[] Present { get; } = new float[dimensions];

    /// <summary>x*, where it would settle as far as is known; shape [dimensions].</summary>
    public float[] Settled { get; } = new float[dimensions];

    /// <summary>When a predictor was last asked about it.</summary>
    public LastAsk Asked { get; set; } = LastAsk.Never;

    /// <summary>Bytes that <see cref="Write"/> fills.</summary>
    /// <param name="dimensions">Dimensions of a state.</param>
    public static int BytesOf(int dimensions) => 3 * sizeof(float) * dimensions + LastAsk.Bytes;

    /// <summary>Writes it: residual, x, x*, last ask; little-endian.</summary>
    public void Write(Span<byte> bytes)
    {
        var each = sizeof(float) * dimensions;
        MemoryMarshal.AsBytes<float>(Residual).CopyTo(bytes);
        MemoryMarshal.AsBytes<float>(Present).CopyTo(bytes[each..]);
        MemoryMarshal.AsBytes<float>(Settled).CopyTo(bytes[(2 * each)..]);
        MemoryMarshal.Write(bytes[(3 * each)..], Asked);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ArgumentException">There are too few bytes for so many dimensions.</exception>
    public static ExpressedState Read(ReadOnlySpan<byte> bytes, int dimensions)
    {
        if (bytes.Length < BytesOf(dimensions))
            throw new ArgumentException($"{bytes.Length} bytes cannot hold the expression of a cell in {dimensions} dimensions, which takes {BytesOf(dimensions)}. Read it with the plan that it was written with.");
        var state = new ExpressedState(dimensions);
        var each = sizeof(float) * dimensions;
        bytes[..each].CopyTo(MemoryMarshal.AsBytes(state.Residual.AsSpan()));
        bytes[each..(2 * each)].CopyTo(MemoryMarshal.AsBytes(state.Present.AsSpan()));
        bytes[(2 * each)..(3 * each)].CopyTo(MemoryMarshal.AsBytes(state.Settled.AsSpan()));
        state.Asked = MemoryMarshal.Read<LastAsk>(bytes[(3 * each)..]);
        return state;
    }
}
