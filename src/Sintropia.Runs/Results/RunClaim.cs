namespace Sintropia.Runs.Results;

/// <summary>A folder that one run writes, and no other, in this process or another: a locked file, which the death of its process unlocks.</summary>
internal sealed class RunClaim : IDisposable
{
    /// <summary>Name of the locked file.</summary>
    public const string FileName = "run.lock";

    private const int MostTries = 100;

    private readonly FileStream _lock;
    private readonly string? _path;
    private int _disposed;

    private RunClaim(FileStream locked, string? path) => (_lock, _path) = (locked, path);

    /// <summary>Claims a folder.</summary>
    /// <exception cref="FolderInUseException">Another run writes there, or nobody can.</exception>
    public static RunClaim Of(string root)
    {
        var path = Path.Combine(root, FileName);
        try
        {
            // Windows locks as it opens and forbids to remove what is open.
            if (OperatingSystem.IsWindows()) return new(Open(path, FileOptions.DeleteOnClose), null);
            for (var tried = 1; tried < MostTries; tried++)
                if (Claim(path) is { } claim) return claim;
            throw new IOException($"{FileName} comes and goes.");
        }
        catch (IOException used)
        {
            throw new FolderInUseException($"No run can be written to {root} now: {used.Message} If another run writes there, wait for it or stop it; otherwise give another folder with --out.", used);
        }
    }

    /// <summary>Leaves the folder to others.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        try
        {
            if (_path is not null) File.Delete(_path); // while it is locked, so that it is this claim's
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // With its folder, or to stay: unlocked it claims nothing.
        }

        _lock.Dispose();
    }

    /// <summary>Opens the file and then locks it, as other systems do. In between whoever had it may have removed it, and this would be a lock on a file that nobody else ever sees: it is told by a length of its own.</summary>
    private static RunClaim? Claim(string path)
    {
        var locked = Open(path, FileOptions.None);
        try
        {
            locked.SetLength(Random.Shared.Next(1, 1 << 20)); // no byte of it is written
            if (new FileInfo(path) is { Exists: true } there && there.Length == locked.Length) return new(locked, path);
        }
        catch
        {
            locked.Dispose();
            throw;
        }

        locked.Dispose();
        return null;
    }

    private static FileStream Open(string path, FileOptions options) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, options);
}
