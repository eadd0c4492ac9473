using System.Collections.Immutable;

namespace Sintropia.Predictors.Gem.Demo;

/// <summary>Sizes of GEM's one-file demonstration; the defaults are its own.</summary>
public sealed record GemDemoOptions
{
    /// <summary>Genes.</summary>
    public required int Genes { get; init; }

    /// <summary>Groups in their order: name, how many values what is known can have, and latent numbers. In the demonstration technical 8, biological 12, perturbation 8.</summary>
    public required ImmutableArray<(string Name, int Values, int Width)> Groups { get; init; }

    /// <summary>Width of all chains. Default: 128.</summary>
    public int Hidden { get; init; } = 128;

    /// <summary>Blocks of each chain. Default: 1.</summary>
    public int Blocks { get; init; } = 1;

    /// <summary>How much wider blocks are inside. Default: 2.</summary>
    public int Expansion { get; init; } = 2;
}
