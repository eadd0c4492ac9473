namespace Sintropia.Grains.Messages;

/// <summary>Asks a block that has too many cells to give the last of them to a new one.</summary>
/// <param name="Carrying">How.</param>
/// <param name="Rows">How many.</param>
/// <param name="To">Key of the new block.</param>
/// <param name="Scenes">The last scenes that the cells lived through.</param>
[GenerateSerializer, Immutable, Alias("give-cells")]
public sealed record GiveCells([property: Id(0)] Carrying Carrying, [property: Id(1)] int Rows, [property: Id(2)] string To, [property: Id(3)] TickScenes Scenes);
