using System.ComponentModel.DataAnnotations;

namespace Sintropia.Grains.Predictors;

/// <summary>How questions are gathered before a network is asked. Nothing here changes an answer.</summary>
public sealed record BatchOptions
{
    /// <summary>Whether this machine hosts predictors for others, and asks its own. Off on machines without the device: these ask the others.</summary>
    public bool Host { get; init; } = true;

    /// <summary>Cells in a batch; a question about as many is asked at once and alone.</summary>
    [Range(1, 1 << 20, ErrorMessage = "Predictor:MaxBatch must be from {1} to {2}. Use 4096.")]
    public int MaxBatch { get; init; } = 4096;

    /// <summary>How long the first question of a batch waits for others.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01", ErrorMessage = "Predictor:Linger must be from {1} to {2}. Use 00:00:00.001.")]
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Cells that may wait; whoever asks about more waits until there is room.</summary>
    [Range(1, 1 << 26, ErrorMessage = "Predictor:Queue must be from {1} to {2}. Use 262144.")]
    public int Queue { get; init; } = 1 << 18;
}
