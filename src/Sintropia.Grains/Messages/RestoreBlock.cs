namespace Sintropia.Grains.Messages;

/// <summary>Brings a block of cells back from a checkpoint.</summary>
/// <param name="Carrying">How.</param>
/// <param name="Checkpoint">Which checkpoint.</param>
/// <param name="Niches">Which of its niches.</param>
/// <param name="Tissue">The tissue's state, as JSON: cells are placed by its groups.</param>
/// <param name="Ticks">Ticks done.</param>
[GenerateSerializer, Immutable, Alias("restore-block")]
public sealed record RestoreBlock(
    [property: Id(0)] Carrying Carrying, [property: Id(1)] CheckpointPlace Checkpoint, [property: Id(2)] BlockSaved[] Niches, [property: Id(3)] byte[] Tissue, [property: Id(4)] long Ticks);
