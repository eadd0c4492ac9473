using System.Runtime.InteropServices;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Expression;
using Sintropia.Simulation.Niches;

namespace Sintropia.Grains.Cells;

/// <summary>One cell in a message: its row, its marks, and what it expresses.</summary>
public static class CellBytes
{
    private const int Row = Cell.Bytes + 16;

    /// <summary>The bytes of a cell.</summary>
    public static byte[] Of(in Cell cell, Marks marks, ExpressedState? expression)
    {
        var bytes = new byte[Row + (expression is null ? 0 : ExpressedState.BytesOf(expression.Residual.Length))];
        MemoryMarshal.Write(bytes, in cell);
        MemoryMarshal.Write(bytes.AsSpan(Cell.Bytes), in marks);
        expression?.Write(bytes.AsSpan(Row));
        return bytes;
    }

    /// <summary>The bytes of a row of a niche.</summary>
    public static byte[] Of(Niche niche, int row) => Of(in niche.Cells[row], niche.Marks[row], niche.Expression?.Of(row));

    /// <summary>Its state.</summary>
    /// <exception cref="InvalidDataException">The bytes are those of no cell.</exception>
    public static ref readonly Cell State(byte[] bytes)
    {
        if (bytes.Length < Row) throw Unreadable(bytes, Row);
        return ref MemoryMarshal.AsRef<Cell>(bytes);
    }

    /// <summary>Its marks.</summary>
    public static Marks Marks(byte[] bytes) => MemoryMarshal.Read<Marks>(bytes.AsSpan(Cell.Bytes));

    /// <summary>What it expresses; null in a run without expression.</summary>
    /// <exception cref="InvalidDataException">The bytes are those of no cell of this run.</exception>
    public static ExpressedState? Expression(byte[] bytes, CellLife life)
    {
        var length = Row + (life.Expression is { } law ? ExpressedState.BytesOf(law.Dimensions) : 0);
        if (bytes.Length != length) throw Unreadable(bytes, length);
        return life.Expression is null ? null : ExpressedState.Read(bytes.AsSpan(Row), life.Expression.Dimensions);
    }

    private static InvalidDataException Unreadable(byte[] bytes, int expected) =>
        new($"A cell of this run takes {expected} bytes in a message, and {bytes.Length} came. Let all machines of the cluster run one version of Sintropia.");
}
