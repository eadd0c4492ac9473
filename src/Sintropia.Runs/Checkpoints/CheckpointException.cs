namespace Sintropia.Runs.Checkpoints;

/// <summary>A checkpoint is torn, of another version or of another scenario.</summary>
/// <param name="message">What is wrong, and what to do.</param>
/// <param name="inner">Why, if something else failed.</param>
public sealed class CheckpointException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether it is damaged, so that an older one may do; one of another version or scenario is whole and not for this run.</summary>
    public bool IsTorn { get; init; }
}
