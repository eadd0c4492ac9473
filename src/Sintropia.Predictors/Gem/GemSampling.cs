namespace Sintropia.Predictors.Gem;

/// <summary>How samples are made up.</summary>
public sealed record GemSampling
{
    /// <summary>Molecules of each sample. Default: 10,000,000, as published.</summary>
    public double Total { get; init; } = 1e7;

    /// <summary>Seed of latent numbers; none for their means, which is the default here and not in the published code.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Whether all samples share the technique of the first: predicted, and read back. Default: no.</summary>
    public bool CommonTechnique { get; init; }
}
