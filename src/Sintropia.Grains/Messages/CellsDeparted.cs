using Sintropia.Grains.Cells;
using Sintropia.Simulation.Niches;

namespace Sintropia.Grains.Messages;

/// <summary>Cells that left a block or a tissue before a tick.</summary>
/// <param name="Tick">The tick that begins.</param>
/// <param name="To">Position of the tissue that each goes to; shape [cells].</param>
/// <param name="Cells">Each as it left, its marks on no clock; shape [cells].</param>
[GenerateSerializer, Immutable, Alias("cells-departed")]
public sealed record CellsDeparted([property: Id(0)] long Tick, [property: Id(1)] int[] To, [property: Id(2)] byte[][] Cells)
{
    /// <summary>The same in a message.</summary>
    /// <param name="tick">The tick that begins.</param>
    /// <param name="leaving">Who leaves.</param>
    public static CellsDeparted Of(long tick, IReadOnlyList<Emigrant> leaving) => new(tick, [.. leaving.Select(e => e.To)], [.. leaving.Select(Bytes)]);

    /// <summary>Those of several blocks.</summary>
    public static CellsDeparted Of(long tick, IReadOnlyList<CellsDeparted> parts) => new(tick, [.. parts.SelectMany(p => p.To)], [.. parts.SelectMany(p => p.Cells)]);

    private static byte[] Bytes(Emigrant emigrant)
    {
        var cell = emigrant.Cell;
        return CellBytes.Of(in cell, emigrant.Left, emigrant.Expression);
    }
}
