using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Web.Problems;

namespace Sintropia.Web.Results;

/// <summary>Reads files of runs through the port, wherever they are.</summary>
internal static class RunFile
{
    private const int MostBytes = 64 << 20; // what is read whole: descriptions, scenarios and what they name

    /// <summary>What run.json says; null while there is none.</summary>
    public static async Task<RunManifest?> Manifest(IRuns runs, RunId id, CancellationToken cancellation)
    {
        try
        {
            return RunManifest.Read(await Bytes(runs, id, RunDirectory.ManifestName, cancellation), $"{RunDirectory.ManifestName} of {id}");
        }
        catch (Exception none) when (none is FileNotFoundException or InvalidDataException)
        {
            return null;
        }
    }

    public static async Task<byte[]> Bytes(IRuns runs, RunId id, string name, CancellationToken cancellation)
    {
        await using var stream = await runs.Open(id, name, cancellation);
        using var bytes = new MemoryStream();
        var piece = new byte[1 << 16];
        for (int read; (read = await stream.ReadAsync(piece, cancellation)) > 0; bytes.Write(piece, 0, read))
            if (bytes.Length + read > MostBytes) throw new ApiProblem(StatusCodes.Status409Conflict, "file-too-large", $"'{name}' of run {id} is larger than is read here. Download it instead.");
        return bytes.ToArray();
    }

    /// <summary>A stream that can be read from any place: the file itself where it is on this machine, else a copy of it.</summary>
    public static async Task<Stream> Seekable(Stream stream, CancellationToken cancellation)
    {
        if (stream.CanSeek) return stream;
        await using (stream)
        {
            var copy = new FileStream(Path.Combine(Path.GetTempPath(), $"sintropia-web-{Guid.NewGuid():n}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            try
            {
                await stream.CopyToAsync(copy, cancellation);
            }
            catch
            {
                await copy.DisposeAsync();
                throw;
            }

            copy.Position = 0;
            return copy;
        }
    }
}
