namespace Sintropia.Runs.Port;

/// <summary>No run of that identity was submitted here.</summary>
/// <param name="id">Which was asked for.</param>
public sealed class UnknownRunException(RunId id) : Exception($"There is no run {id}. List the runs to see which there are.");
