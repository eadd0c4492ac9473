namespace Sintropia.Grains.Messages;

/// <summary>What a block of cells looks like.</summary>
/// <param name="Fingerprint">Sum of the hashes of its cells, and of the lives that ended in it.</param>
/// <param name="CellsByGroup">Shape [cell types, phases, clone groups], row-major.</param>
[GenerateSerializer, Immutable, Alias("block-surveyed")]
public sealed record BlockSurveyed([property: Id(0)] UInt128 Fingerprint, [property: Id(1)] long[] CellsByGroup);
