using System.ComponentModel.DataAnnotations;

namespace Sintropia.Calibration.Durations;

/// <summary>How laws of durations are calibrated.</summary>
public sealed record DurationOptions
{
    /// <summary>Time between two frames of the film, h; 0 for exact times.</summary>
    [Range(0, 24, ErrorMessage = "The time between frames must be from {1} to {2} h.")]
    public double FrameHours { get; init; }

    /// <summary>The law to take; null for the one with the least AIC.</summary>
    public DurationFamily? Family { get; init; }

    /// <summary>Resamples of whole lineages for intervals; 0 for none.</summary>
    [Range(0, 100_000, ErrorMessage = "Resamples must be from {1} to {2}.")]
    public int Resamples { get; init; } = 200;

    /// <summary>Seed of resamples and splits.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether to correct for what a film leaves out: slow families do not finish, fast ones leave more cells.</summary>
    public bool BehindFilm { get; init; } = true;

    /// <summary>Pairs of relatives that a correlation needs.</summary>
    [Range(3, 1_000_000, ErrorMessage = "Pairs of relatives must be from {1} to {2}.")]
    public int FewestPairs { get; init; } = 20;
}
