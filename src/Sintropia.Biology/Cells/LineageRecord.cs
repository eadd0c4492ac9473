using System.Runtime.InteropServices;

namespace Sintropia.Biology.Cells;

/// <summary>The life of one cell that has ended.</summary>
/// <param name="cell">The cell as it was at its end.</param>
/// <param name="end">When it divided or died, h.</param>
/// <param name="fate">How it ended; <see cref="CellEvent.None"/> if it is still alive.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly struct LineageRecord(Cell cell, double end, CellEvent fate) : IComparable<LineageRecord>
{
    /// <summary>The cell as it was at its end.</summary>
    public readonly Cell Cell = cell;

    /// <summary>When it ended, h.</summary>
    public readonly double End = end;

    /// <summary>How it ended.</summary>
    public readonly CellEvent Fate = fate;

    /// <summary>By time of the end, then by identity: an order that no scheduling changes.</summary>
    public int CompareTo(LineageRecord other) => End != other.End ? End.CompareTo(other.End) : Cell.Id.CompareTo(other.Cell.Id);
}
