namespace Sintropia.Grains.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sintropia-").FullName;

    public string this[string path] => Path.Combine(_root, path);

    public void Dispose()
    {
        try
        {
            Directory.Delete(_root, recursive: true);
        }
        catch (IOException)
        {
            // A silo that was killed may still be closing a file; the system's own sweep takes the rest.
        }
    }
}
