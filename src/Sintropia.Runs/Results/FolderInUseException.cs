namespace Sintropia.Runs.Results;

/// <summary>Another run writes to a folder, or nobody can.</summary>
/// <param name="message">Which, and what to do.</param>
/// <param name="inner">What was noticed.</param>
public sealed class FolderInUseException(string message, Exception? inner = null) : IOException(message, inner);
