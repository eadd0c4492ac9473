namespace Sintropia.Grains.Messages;

/// <summary>Founds a tissue.</summary>
/// <param name="Carrying">How.</param>
[GenerateSerializer, Immutable, Alias("found-tissue")]
public sealed record FoundTissue([property: Id(0)] Carrying Carrying);
