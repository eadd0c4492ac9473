namespace Sintropia.Grains.Runs;

/// <summary>Which runs a cluster has. There is one, with key 0.</summary>
[Alias("run-registry")]
public interface IRunRegistryGrain : IGrainWithIntegerKey
{
    /// <summary>An identity that no other run has.</summary>
    Task<string> Next();

    /// <summary>Takes note of a run that is about to start.</summary>
    Task Begin(string run);

    /// <summary>Takes note of a run that has ended.</summary>
    Task End(string run);

    /// <summary>Strikes out a run that was refused.</summary>
    Task Forget(string run);

    /// <summary>All runs, the oldest first.</summary>
    Task<string[]> All();

    /// <summary>Runs that have not ended.</summary>
    Task<string[]> Open();
}
