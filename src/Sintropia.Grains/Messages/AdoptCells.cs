namespace Sintropia.Grains.Messages;

/// <summary>Gives a new block the cells that another had too many of.</summary>
/// <param name="Carrying">How.</param>
/// <param name="Niche">The cells, as in a checkpoint.</param>
/// <param name="Scenes">The last scenes that they lived through.</param>
[GenerateSerializer, Immutable, Alias("adopt-cells")]
public sealed record AdoptCells([property: Id(0)] Carrying Carrying, [property: Id(1)] byte[] Niche, [property: Id(2)] TickScenes Scenes);
