namespace Sintropia.Data.Projections;

/// <summary>How points are laid out in the plane.</summary>
public sealed record EmbeddingOptions
{
    /// <summary>How many times the layout is gone through; null for 500 up to 10,000 points and 200 beyond.</summary>
    public int? Epochs { get; init; }

    /// <summary>How many points each pull is weighed against.</summary>
    public int Repulsions { get; init; } = 5;

    /// <summary>The curve 1/(1 + A·d²ᴮ) that distances in the plane are held against. The default is that of a spread of 1 and a least distance of 0.5, scanpy's.</summary>
    public double A { get; init; } = 0.5830300205483709;

    /// <summary>The exponent of that curve.</summary>
    public double B { get; init; } = 1.334166992455648;

    /// <summary>Seed of all draws.</summary>
    public ulong Seed { get; init; }
}
