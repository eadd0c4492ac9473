using System.Diagnostics;
using Azure.Storage.Blobs;
using Sintropia.Runs.AzureBlob.Tests;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace Sintropia.Runs.AzureBlob.Tests;

/// <summary>Microsoft's stand-in for Azure's storage, on a free port and in memory, for all tests of this assembly.</summary>
public sealed class Azurite : IDisposable
{
    /// <summary>The account that Azurite has by itself; both are published and open nothing else.</summary>
    private const string Account = "devstoreaccount1", Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-azurite-").FullName;
    private readonly Process? _process;
    private readonly string? _missing;
    private int _containers;

    /// <summary>Starts it, where it is installed.</summary>
    public Azurite()
    {
        if (Find() is not { } program)
        {
            _missing = "No Azurite on this machine, so checkpoints as blobs were not tested. To have it: npm install --prefix artifacts/azurite azurite";
            return;
        }

        var start = new ProcessStartInfo(program, ["--blobHost", "127.0.0.1", "--blobPort", "0", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        _process = Process.Start(start)!;
        var errors = _process.StandardError.ReadToEndAsync();
        while (_process.StandardOutput.ReadLine() is { } line)
            if (line.Contains("successfully listen", StringComparison.Ordinal))
            {
                Endpoint = new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..].Trim());
                _ = _process.StandardOutput.ReadToEndAsync(); // drained, or a full pipe would stop it
                return;
            }

        throw new InvalidOperationException($"Azurite ended before it listened: {errors.Result}");
    }

    /// <summary>Where it listens.</summary>
    public Uri? Endpoint { get; }

    /// <summary>A container of its own for a test, not made yet; skips the test where there is no Azurite.</summary>
    public BlobContainerClient Container() => Enter(Key).GetBlobContainerClient($"test-{Interlocked.Increment(ref _containers)}");

    /// <summary>The account, entered with a key.</summary>
    /// <param name="key">Base64.</param>
    /// <param name="port">Another port than its own.</param>
    /// <param name="retries">How often a request is repeated: Azurite closes connections that were idle for 5 s, and whoever uses one at that moment has to try again.</param>
    public BlobServiceClient Enter(string key, int? port = null, int retries = 5)
    {
        Assert.SkipWhen(_missing is not null, _missing ?? "");
        return new($"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={key};BlobEndpoint=http://127.0.0.1:{port ?? Endpoint!.Port}/{Account};", BlobAccount.Options(retries));
    }

    /// <summary>The blobs of a container.</summary>
    public static IReadOnlyList<string> Blobs(BlobContainerClient container) => [.. container.GetBlobs().Select(b => b.Name)];

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
            _process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static string? Find()
    {
        const string program = "azurite-blob";
        var paths = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).ToList();
        for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.Combine(at, "Sintropia.Orleans.sln"))) paths.Insert(0, Path.Combine(at, "artifacts/azurite/node_modules/.bin"));
        return paths.Any(p => File.Exists(Path.Combine(p, "node"))) ? paths.Select(p => Path.Combine(p, program)).FirstOrDefault(File.Exists) : null;
    }
}
