using Sintropia.Runs.Results;

namespace Sintropia.Cli.Commands;

/// <summary>Opens the folder of a run that a command names.</summary>
internal static class RunFolder
{
    /// <summary>The folder and what its run.json says.</summary>
    /// <exception cref="CommandFailure">There is no run, or it cannot be read.</exception>
    public static (RunDirectory Directory, RunManifest Manifest) Open(string path)
    {
        try
        {
            var directory = RunDirectory.Open(path);
            return (directory, directory.Manifest());
        }
        catch (Exception unusable) when (unusable is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.InvalidInput, unusable.Message, unusable);
        }
    }
}
