namespace Sintropia.Runs.Checkpoints;

/// <summary>Where checkpoints are kept: a folder, or the blobs of a cloud.</summary>
public interface ICheckpointStore
{
    /// <summary>Names of complete checkpoints, the newest last.</summary>
    IReadOnlyList<string> List();

    /// <summary>Writes a checkpoint; it appears whole or not at all.</summary>
    /// <param name="name">Its name; names sort by age.</param>
    /// <param name="write">Writes the files; given a function that opens a new file by its name, which may be called side by side.</param>
    void Save(string name, Action<Func<string, Stream>> write);

    /// <summary>Opens a file of a checkpoint.</summary>
    /// <exception cref="CheckpointException">There is no such file.</exception>
    Stream Open(string name, string file);

    /// <summary>Removes a checkpoint, if it is there.</summary>
    void Delete(string name);

    /// <summary>Removes all checkpoints, and what is left of unfinished ones.</summary>
    void Clear();
}
