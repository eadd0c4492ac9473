namespace Sintropia.Runs.Execution;

/// <summary>Part of an organism is gone: a machine failed that held some of its cells. The run goes on from its newest checkpoint.</summary>
/// <param name="message">What is gone.</param>
/// <param name="inner">How that was noticed.</param>
public sealed class OrganismLostException(string message, Exception? inner = null) : Exception(message, inner);
