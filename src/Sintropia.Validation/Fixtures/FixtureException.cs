namespace Sintropia.Validation.Fixtures;

/// <summary>A path holds no fixtures.</summary>
/// <param name="message">What is wrong, and what to do.</param>
/// <param name="inner">Why, if something else failed.</param>
public sealed class FixtureException(string message, Exception? inner = null) : Exception(message, inner);
