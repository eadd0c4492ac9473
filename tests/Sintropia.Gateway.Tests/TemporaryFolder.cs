namespace Sintropia.Gateway.Tests;

/// <summary>A folder of one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("sintropia-gateway-tests-").FullName;

    public string this[params string[] names] => Path.Combine([Root, .. names]);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
