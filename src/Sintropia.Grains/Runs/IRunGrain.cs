using Orleans.Concurrency;
using Sintropia.Grains.Cells;
using Sintropia.Runs.Execution;

namespace Sintropia.Grains.Runs;

/// <summary>A run on a cluster. It survives the machine that it is on: its request and status are stored, and it is brought back by whoever calls it next.</summary>
[Alias("run")]
public interface IRunGrain : IGrainWithStringKey
{
    /// <summary>Accepts the run and starts it.</summary>
    /// <exception cref="IOException">Its folder cannot be used.</exception>
    Task Submit(SubmitRun command);

    /// <summary>What its plan is compiled from.</summary>
    [AlwaysInterleave]
    Task<RunScenario> Scenario();

    /// <summary>How far it is.</summary>
    [AlwaysInterleave]
    Task<RunTold> Get();

    /// <summary>How far it is, as soon as that is news.</summary>
    /// <param name="seen">The version that is known already.</param>
    /// <param name="patience">When to answer even if there is no news.</param>
    [AlwaysInterleave]
    Task<RunTold> Follow(long seen, TimeSpan patience);

    /// <summary>Makes sure that a run which is not over goes on.</summary>
    /// <returns>The first epoch of its organisms that is not over.</returns>
    Task<long> Wake();

    /// <summary>Holds it after the tick that is under way.</summary>
    Task Pause();

    /// <summary>Lets it go on.</summary>
    Task Resume();

    /// <summary>Ends it. Returns when it has ended.</summary>
    /// <param name="end">With a checkpoint, or for good.</param>
    Task End(RunEnd end);

    /// <summary>Takes a checkpoint after the tick that is under way. Returns when it is written.</summary>
    Task Checkpoint();

    /// <summary>Looks at a cell between two ticks; JSON, or null if there is none of that identity now.</summary>
    Task<string?> Inspect(CellIdentity cell);

    /// <summary>Names of its files.</summary>
    Task<string[]> Results();

    /// <summary>Reads from one of its files.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="offset">Where to begin.</param>
    /// <param name="count">Most bytes to read.</param>
    /// <exception cref="FileNotFoundException">The run has no such file.</exception>
    Task<byte[]> Read(string file, long offset, int count);
}
