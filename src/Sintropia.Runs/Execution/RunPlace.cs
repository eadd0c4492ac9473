using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Execution;

/// <summary>Where a run takes place.</summary>
/// <param name="Organisms">Where its organisms live.</param>
/// <param name="Checkpoints">Where the checkpoints of the run in a folder are kept.</param>
public sealed record RunPlace(IOrganisms Organisms, Func<RunDirectory, ICheckpointStore> Checkpoints)
{
    /// <summary>This process, and the folder of the run.</summary>
    public static RunPlace Here { get; } = new(new LocalOrganisms(), directory => new FolderCheckpoints(directory.Checkpoints));
}
