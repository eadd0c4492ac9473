namespace Sintropia.Cli.Commands;

/// <summary>Keeps two processes from writing one run.</summary>
internal static class RunInUse
{
    /// <exception cref="CommandFailure">Another process writes this run now.</exception>
    public static void Refuse(string directory)
    {
        var table = Path.Combine(directory, "timeseries.csv"); // open, and thereby locked, for as long as a run is under way
        if (!File.Exists(table)) return;
        try
        {
            using var alone = new FileStream(table, FileMode.Open, FileAccess.Read, FileShare.None);
        }
        catch (IOException used)
        {
            throw new CommandFailure(ExitCode.RunFailed, $"{directory} is being written by another process, so nothing was done. Wait for it, or stop it with Ctrl-C first.", used);
        }
        catch (UnauthorizedAccessException)
        {
            // Whether it is in use cannot be known; that it cannot be read is said by whoever reads it.
        }
    }
}
