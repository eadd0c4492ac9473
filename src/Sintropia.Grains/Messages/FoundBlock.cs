namespace Sintropia.Grains.Messages;

/// <summary>Founds a block of cells.</summary>
/// <param name="Carrying">How.</param>
/// <param name="Population">Number of the population in its tissue.</param>
/// <param name="First">Number of the first founder in it.</param>
/// <param name="Count">Founders.</param>
[GenerateSerializer, Immutable, Alias("found-block")]
public sealed record FoundBlock([property: Id(0)] Carrying Carrying, [property: Id(1)] int Population, [property: Id(2)] int First, [property: Id(3)] int Count);
