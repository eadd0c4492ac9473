using System.Collections.Immutable;

namespace Sintropia.Predictors.Gem;

/// <summary>How samples are made up.</summary>
public sealed record GemSampling
{
    /// <summary>Molecules of each sample. Default: 10,000,000, as published.</summary>
    public double Total { get; init; } = 1e7;

    /// <summary>Molecules of each sample of the request, where they are known; empty for <see cref="Total"/>.</summary>
    public ImmutableArray<double> Totals { get; init; } = [];

    /// <summary>Whether samples with a reference have as many molecules as it, where nothing else is known. Default: no, as published.</summary>
    public bool TotalsOfReferences { get; init; }

    /// <summary>The number of the first sample of the request among all that are asked for, so that blocks draw as the whole does.</summary>
    public long First { get; init; }

    /// <summary>Seed of latent numbers; none for their means, which is the default here and not in the published code.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Whether all samples share the technique of the first: predicted, and read back. Default: no.</summary>
    public bool CommonTechnique { get; init; }
}
