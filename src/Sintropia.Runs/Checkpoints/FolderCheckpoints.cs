namespace Sintropia.Runs.Checkpoints;

/// <summary>Checkpoints in a folder, each a folder of its own that is written under a temporary name and renamed.</summary>
/// <param name="root">The folder; made when the first checkpoint is written.</param>
public sealed class FolderCheckpoints(string root) : ICheckpointStore
{
    private const string Unfinished = ".tmp";

    /// <inheritdoc/>
    public IReadOnlyList<string> List() => Directory.Exists(root)
        ? [.. Directory.EnumerateDirectories(root).Select(d => Path.GetFileName(d)).Where(n => !n.EndsWith(Unfinished, StringComparison.Ordinal)).Order(StringComparer.Ordinal)]
        : [];

    /// <inheritdoc/>
    public void Begin(string name)
    {
        Sweep(); // what a crash left of earlier ones would stay for ever: their names do not come again
        Directory.CreateDirectory(Path.Combine(root, name + Unfinished));
    }

    /// <inheritdoc/>
    public Stream Create(string name, string file) => new FileStream(Path.Combine(root, name + Unfinished, file), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);

    /// <inheritdoc/>
    public void Commit(string name)
    {
        Remove(Path.Combine(root, name));
        Directory.Move(Path.Combine(root, name + Unfinished), Path.Combine(root, name));
    }

    /// <inheritdoc/>
    public void Abandon(string name) => Remove(Path.Combine(root, name + Unfinished));

    /// <inheritdoc/>
    public Stream Open(string name, string file)
    {
        var path = Path.Combine(root, name, file);
        return File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16)
            : throw new CheckpointException($"{path} is missing: the checkpoint is torn. Delete {Path.Combine(root, name)} and resume from an older one.") { IsTorn = true };
    }

    /// <inheritdoc/>
    public void Delete(string name)
    {
        var path = Path.Combine(root, name);
        if (!Directory.Exists(path)) return;
        // Out of the list first: files go one by one, and half a checkpoint must not look like one.
        Remove(path + Unfinished);
        Directory.Move(path, path + Unfinished);
        Remove(path + Unfinished);
    }

    /// <inheritdoc/>
    public void Clear() => Remove(root);

    private void Sweep()
    {
        if (!Directory.Exists(root)) return;
        foreach (var left in Directory.GetDirectories(root, "*" + Unfinished)) Remove(left);
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }
}
