namespace Sintropia.Runs.Results;

/// <summary>A folder that one run writes, and no other, in this process or another: a locked file, which the death of its process unlocks.</summary>
internal sealed class RunClaim : IDisposable
{
    /// <summary>Name of the locked file.</summary>
    public const string FileName = "run.lock";

    private readonly FileStream _lock;

    private RunClaim(FileStream locked) => _lock = locked;

    /// <summary>Claims a folder.</summary>
    /// <exception cref="IOException">Another run writes there, or nobody can.</exception>
    public static RunClaim Of(string root)
    {
        try
        {
            return new(new(Path.Combine(root, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (IOException used)
        {
            throw new IOException($"No run can be written to {root} now: {used.Message} If another run writes there, wait for it or stop it; otherwise give another folder with --out.", used);
        }
    }

    /// <summary>Leaves the folder to others.</summary>
    public void Dispose() => _lock.Dispose();
}
