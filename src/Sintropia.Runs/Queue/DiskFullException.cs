namespace Sintropia.Runs.Queue;

/// <summary>There is no room for another run.</summary>
/// <param name="message">How much there is, and what to do.</param>
public sealed class DiskFullException(string message) : IOException(message);
