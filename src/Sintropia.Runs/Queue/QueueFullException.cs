namespace Sintropia.Runs.Queue;

/// <summary>As many runs wait as may.</summary>
/// <param name="limit">How many may.</param>
public sealed class QueueFullException(int limit) : Exception($"{limit} runs wait already, which is the limit (Queue:MostWaiting). Nothing was accepted: submit again when one has ended, or cancel one that waits.")
{
    /// <summary>How many may wait.</summary>
    public int Limit => limit;
}
