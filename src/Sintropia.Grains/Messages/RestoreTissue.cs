namespace Sintropia.Grains.Messages;

/// <summary>Brings a tissue back from a checkpoint.</summary>
/// <param name="Carrying">How.</param>
/// <param name="Checkpoint">Which checkpoint.</param>
/// <param name="Ticks">Ticks done.</param>
/// <param name="State">Its state, as JSON.</param>
/// <param name="Niches">Its niches.</param>
[GenerateSerializer, Immutable, Alias("restore-tissue")]
public sealed record RestoreTissue(
    [property: Id(0)] Carrying Carrying, [property: Id(1)] CheckpointPlace Checkpoint, [property: Id(2)] long Ticks, [property: Id(3)] byte[] State, [property: Id(4)] BlockSaved[] Niches);
