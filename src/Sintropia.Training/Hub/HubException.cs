namespace Sintropia.Training.Hub;

/// <summary>A hub did not give or take a model. The message says what was asked, what came back, and what to do.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="inner">What caused it, if something did.</param>
public sealed class HubException(string message, Exception? inner = null) : Exception(message, inner);
