using System.ComponentModel.DataAnnotations;

namespace Sintropia.Calibration.Doses;

/// <summary>How effects of doses are calibrated.</summary>
public sealed record DoseOptions
{
    /// <summary>Resamples of wells for intervals; 0 for none.</summary>
    [Range(0, 100_000, ErrorMessage = "Resamples must be from {1} to {2}.")]
    public int Resamples { get; init; } = 100;

    /// <summary>Seed of resampling.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether to fit every second dose, too, and predict the others.</summary>
    public bool HoldOut { get; init; } = true;

    /// <summary>Threads; nothing depends on how many.</summary>
    [Range(1, 1024, ErrorMessage = "Threads must be from {1} to {2}.")]
    public int Threads { get; init; } = Environment.ProcessorCount;
}
