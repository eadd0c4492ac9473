namespace Sintropia.Grains.Messages;

/// <summary>Cells that come into a tissue, or into one of its blocks, before a tick.</summary>
/// <param name="Tick">The tick that begins.</param>
/// <param name="Cells">Each; to a tissue with its marks on no clock, to a block with them on the clocks of the tissue.</param>
[GenerateSerializer, Immutable, Alias("cells-arrived")]
public sealed record CellsArrived([property: Id(0)] long Tick, [property: Id(1)] byte[][] Cells);
