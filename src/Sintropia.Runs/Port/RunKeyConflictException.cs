namespace Sintropia.Runs.Port;

/// <summary>A key was used before, for a run of another scenario.</summary>
/// <param name="id">The run that has the key.</param>
public sealed class RunKeyConflictException(RunId id) : Exception($"Run {id} was submitted with this key, and with another scenario. Give each submission a key of its own; repeat a key only to repeat its request.")
{
    /// <summary>The run that has the key.</summary>
    public RunId Id => id;
}
