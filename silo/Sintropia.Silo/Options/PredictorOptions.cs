using System.ComponentModel.DataAnnotations;

namespace Sintropia.Silo.Options;

/// <summary>How a silo answers for predictors. Bound from the <c>Predictor</c> section.</summary>
public sealed record PredictorOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Predictor";

    /// <summary>Whether this silo keeps predictors; null leaves it to the role predictor and to a declared GPU.</summary>
    public bool? Host { get; init; }

    /// <summary>The most cells that are asked about at once; limited by the memory of the device.</summary>
    [Range(1, 1 << 20, ErrorMessage = "Predictor:MaxBatch must be from {1} to {2} cells; 4096 suits most networks.")]
    public int MaxBatch { get; init; } = 4096;

    /// <summary>How long a batch that is not full waits for more cells. Batches form only where the device is slower than arrivals, so some waiting pays.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01", ErrorMessage = "Predictor:Linger must be from {1} to {2}; 00:00:00.0010000 (1 ms) suits most clusters.")]
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>The most cells that may wait; then who asks is held back. At least a batch.</summary>
    [Range(1, 1 << 24, ErrorMessage = "Predictor:Queue must be from {1} to {2} cells; 65536 holds sixteen batches of 4096.")]
    public int Queue { get; init; } = 65536;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Queue < MaxBatch)
            yield return new($"Predictor:Queue is {Queue}, and a batch of Predictor:MaxBatch {MaxBatch} would never fill. Make the queue at least as long.", [nameof(Queue)]);
    }
}
