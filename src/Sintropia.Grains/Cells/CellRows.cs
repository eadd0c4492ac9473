using System.Runtime.InteropServices;
using Sintropia.Biology.Cells;

namespace Sintropia.Grains.Cells;

/// <summary>Cells with their marks as one block of bytes: all rows, then all marks. A block costs a message a hundredth of what as many objects would.</summary>
public static class CellRows
{
    private const int Row = Cell.Bytes + 16;

    /// <summary>The bytes of cells.</summary>
    public static byte[] Of(ReadOnlySpan<Cell> cells, ReadOnlySpan<Marks> marks)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(cells.Length * Row);
        MemoryMarshal.AsBytes(cells).CopyTo(bytes);
        MemoryMarshal.AsBytes(marks).CopyTo(bytes.AsSpan(cells.Length * Cell.Bytes));
        return bytes;
    }

    /// <summary>The bytes of one cell.</summary>
    public static byte[] Of(in Cell cell, Marks marks) => Of([cell], [marks]);

    /// <summary>How many cells there are.</summary>
    public static int Count(byte[] bytes) => bytes.Length / Row;

    /// <summary>The rows.</summary>
    public static ReadOnlySpan<Cell> Cells(byte[] bytes) => MemoryMarshal.Cast<byte, Cell>(bytes.AsSpan(0, Count(bytes) * Cell.Bytes));

    /// <summary>The marks.</summary>
    public static ReadOnlySpan<Marks> Marks(byte[] bytes) => MemoryMarshal.Cast<byte, Marks>(bytes.AsSpan(Count(bytes) * Cell.Bytes));
}
