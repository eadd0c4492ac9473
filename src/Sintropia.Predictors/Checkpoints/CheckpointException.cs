namespace Sintropia.Predictors.Checkpoints;

/// <summary>Weights do not fit a network. The message names the file and every key that is missing, extra or of another shape, as far as a message can hold them.</summary>
/// <param name="message">What is wrong, and what to do.</param>
/// <param name="missing">Keys of the network that the file lacks.</param>
/// <param name="extra">Keys of the file that the network does not know.</param>
/// <param name="misshapen">Keys whose shapes differ.</param>
public sealed class CheckpointException(string message, IReadOnlyList<string> missing, IReadOnlyList<string> extra, IReadOnlyList<string> misshapen) : Exception(message)
{
    /// <summary>Keys of the network that the file lacks.</summary>
    public IReadOnlyList<string> Missing => missing;

    /// <summary>Keys of the file that the network does not know.</summary>
    public IReadOnlyList<string> Extra => extra;

    /// <summary>Keys whose shapes differ.</summary>
    public IReadOnlyList<string> Misshapen => misshapen;
}
