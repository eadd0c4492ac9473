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
    public static ref readonly Cell State(byte[] bytes) => ref MemoryMarshal.AsRef<Cell>(bytes);

    /// <summary>Its marks.</summary>
    public static Marks Marks(byte[] bytes) => MemoryMarshal.Read<Marks>(bytes.AsSpan(Cell.Bytes));

    /// <summary>What it expresses; null in a run without expression.</summary>
    public static ExpressedState? Expression(byte[] bytes, CellLife life) => life.Expression is { } law ? ExpressedState.Read(bytes.AsSpan(Row), law.Dimensions) : null;
}
