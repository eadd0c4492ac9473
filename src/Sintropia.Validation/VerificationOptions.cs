using System.ComponentModel.DataAnnotations;

namespace Sintropia.Validation;

/// <summary>How a book of verification is run.</summary>
public sealed record VerificationOptions
{
    /// <summary>Founders of each culture, and runs of each ensemble. Fewer than 20,000 say little; tests of wrong laws use fewer.</summary>
    [Range(100, 10_000_000, ErrorMessage = "Verification:Founders must be from {1} to {2}. Leave it at 50000.")]
    public int Founders { get; init; } = 50_000;

    /// <summary>Probability that a correct engine fails any statistical row, over all of them.</summary>
    [Range(1e-6, 0.2, ErrorMessage = "Verification:FamilyWise must be from {1} to {2}. Leave it at 0.01.")]
    public double FamilyWise { get; init; } = 0.01;

    /// <summary>Threads of each culture; default: all processors. Results do not depend on it.</summary>
    [Range(1, 1024, ErrorMessage = "Verification:Threads must be from {1} to {2}. Leave it out to use all processors.")]
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>What is on trial.</summary>
    public Subject Subject { get; init; } = Subject.Engine;

    /// <summary>Part of the names of the groups to run; null for all. Tolerances stay those of the whole book.</summary>
    public string? Only { get; init; }
}
