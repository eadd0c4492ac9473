namespace Sintropia.Runs.Replays;

/// <summary>A cell cannot be replayed, since the run lacks something or is another's.</summary>
/// <param name="message">What is wrong, and what to do.</param>
/// <param name="inner">Why, if something else failed.</param>
public sealed class ReplayException(string message, Exception? inner = null) : Exception(message, inner);
