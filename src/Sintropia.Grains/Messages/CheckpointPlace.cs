namespace Sintropia.Grains.Messages;

/// <summary>A checkpoint, as every machine of the cluster finds it.</summary>
/// <param name="Folder">Folder of the run, relative to where runs are kept.</param>
/// <param name="Name">Name of the checkpoint.</param>
/// <param name="Durable">Whether it has to outlive a loss of power.</param>
[GenerateSerializer, Immutable, Alias("checkpoint-place")]
public sealed record CheckpointPlace([property: Id(0)] string Folder, [property: Id(1)] string Name, [property: Id(2)] bool Durable = false);
