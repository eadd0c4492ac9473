namespace Sintropia.Grains.Messages;

/// <summary>Begins the life of a cell in its grain.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Ticks">Ticks done.</param>
/// <param name="KeepLineage">Whether lives that end are sent on.</param>
/// <param name="Scenes">The scenes of the tick in which it was born, to live on through; null if it was there at the start.</param>
/// <param name="Born">The scene in which it was born.</param>
[GenerateSerializer, Immutable, Alias("begin-cell")]
public sealed record BeginCell(
    [property: Id(0)] byte[] Cell, [property: Id(1)] long Ticks, [property: Id(2)] bool KeepLineage, [property: Id(3)] TickScenes? Scenes = null, [property: Id(4)] int Born = -1);
