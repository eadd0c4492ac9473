namespace Sintropia.Runs.Checkpoints;

/// <summary>Where checkpoints are kept: a folder, or the blobs of a cloud. Several processes may write the files of one checkpoint; one begins and commits it.</summary>
public interface ICheckpointStore
{
    /// <summary>Names of complete checkpoints, the newest last.</summary>
    IReadOnlyList<string> List();

    /// <summary>Begins a checkpoint, and removes what is left of unfinished ones.</summary>
    /// <param name="name">Its name; names sort by age.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    void Begin(string name);

    /// <summary>Opens a file of a checkpoint that has begun, to be written from its start; also one that was written before by somebody whose answer was lost. May be called side by side, and from other processes.</summary>
    Stream Create(string name, string file);

    /// <summary>Makes it complete: from now on it is listed, whole.</summary>
    void Commit(string name);

    /// <summary>Removes a checkpoint that cannot be completed.</summary>
    void Abandon(string name);

    /// <summary>Opens a file of a complete checkpoint.</summary>
    /// <exception cref="CheckpointException">There is no such file.</exception>
    Stream Open(string name, string file);

    /// <summary>Removes a checkpoint, if it is there.</summary>
    void Delete(string name);

    /// <summary>Removes all checkpoints, and what is left of unfinished ones.</summary>
    void Clear();
}
