using Sintropia.Grains.Messages;

namespace Sintropia.Grains.Organisms;

/// <summary>How a run is carried out on a cluster. Nothing here changes its result.</summary>
[GenerateSerializer, Immutable, Alias("run-settings")]
public sealed record RunSettings
{
    /// <summary>What is a grain.</summary>
    [Id(0)]
    public Resolution Resolution { get; init; }

    /// <summary>Most cells in a niche after a tick.</summary>
    [Id(1)]
    public int NicheSize { get; init; } = 16384;

    /// <summary>Most cells that get a grain each where nothing else is asked for.</summary>
    [Id(2)]
    public long MostCellGrains { get; init; } = 10_000;

    /// <summary>Wall time between checkpoints.</summary>
    [Id(3)]
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Checkpoints that are kept.</summary>
    [Id(4)]
    public int KeepCheckpoints { get; init; } = 2;
}
