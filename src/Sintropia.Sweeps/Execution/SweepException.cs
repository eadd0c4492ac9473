namespace Sintropia.Sweeps.Execution;

/// <summary>A sweep cannot begin or go on.</summary>
/// <param name="message">What is wrong, and what to do.</param>
/// <param name="inner">Why, if something else failed.</param>
public sealed class SweepException(string message, Exception? inner = null) : Exception(message, inner);
