using System.ComponentModel.DataAnnotations;

namespace Sintropia.Calibration.Posteriors;

/// <summary>How a posterior is sampled.</summary>
public sealed record PosteriorOptions
{
    /// <summary>Particles of each generation.</summary>
    [Range(20, 100_000, ErrorMessage = "Particles must be from {1} to {2}.")]
    public int Particles { get; init; } = 200;

    /// <summary>Most generations, the first, which is drawn from the prior, included.</summary>
    [Range(1, 100, ErrorMessage = "Generations must be from {1} to {2}.")]
    public int Generations { get; init; } = 8;

    /// <summary>The next tolerance: this quantile of the distances of a generation.</summary>
    [Range(0.05, 0.95, ErrorMessage = "The quantile must be from {1} to {2}.")]
    public double Quantile { get; init; } = 0.5;

    /// <summary>Sampling ends with a generation of which a smaller share of simulations was accepted.</summary>
    [Range(0, 1, ErrorMessage = "The least acceptance must be from {1} to {2}.")]
    public double LeastAcceptance { get; init; } = 0.03;

    /// <summary>Most simulations in all.</summary>
    [Range(20, 1_000_000_000, ErrorMessage = "Simulations must be from {1} to {2}.")]
    public long MostSimulations { get; init; } = 100_000;

    /// <summary>Seed of everything.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; the result does not depend on them.</summary>
    [Range(1, 1024, ErrorMessage = "Threads must be from {1} to {2}.")]
    public int Threads { get; init; } = Environment.ProcessorCount;
}
