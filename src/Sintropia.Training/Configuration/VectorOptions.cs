namespace Sintropia.Training.Configuration;

/// <summary>What a network is told of a perturbation.</summary>
public sealed record VectorOptions
{
    /// <summary>File of vectors by name; none for a single 1 at the perturbation's place.</summary>
    public string? File { get; init; }

    /// <summary>File of gene sets (.gmt): a gene's vector is which sets it is in, brought to <see cref="Components"/> principal components; none for others.</summary>
    public string? GeneSets { get; init; }

    /// <summary>Whether a single 1 at the place of each trained perturbation stands before the numbers of <see cref="GeneSets"/>: what is known is told apart, and what is not is told by its sets alone.</summary>
    public bool OneHot { get; init; }

    /// <summary>Components of gene sets. Default: 32.</summary>
    public int Components { get; init; } = 32;
}
