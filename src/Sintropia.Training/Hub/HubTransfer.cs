using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Sintropia.Training.Hub;

/// <summary>Takes models from a hub to a folder and back. A folder appears when all of it is there, its sizes and hashes are those that the hub stated, and not before.</summary>
public static class HubTransfer
{
    private const string Commit = "Written by sintropia";

    /// <summary>Takes a model to a folder that is not there yet.</summary>
    /// <param name="client">The hub.</param>
    /// <param name="model">Of <see cref="HubClient.Describe"/>: whoever calls this has shown its licence.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="mostBytes">Most that is taken.</param>
    /// <param name="progress">Hears of each file; null for nobody.</param>
    /// <param name="cancelled">Ends it; nothing is left then.</param>
    /// <exception cref="HubException">A path leaves the folder, or a file is larger or another than was stated.</exception>
    public static async Task Pull(HubClient client, HubModel model, string folder, long mostBytes, IProgress<HubFile>? progress = null, CancellationToken cancelled = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (Path.Exists(folder)) throw new HubException($"{folder} is there already. Name another folder.");
        if (model.Files.IsEmpty) throw new HubException($"{model.Id} has no files.");
        if (model.Bytes > mostBytes) throw new HubException($"{model.Id} has {model.Bytes} bytes, and at most {mostBytes} are taken. Allow more with --most-bytes.");
        var temporary = $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))}.{Environment.ProcessId}.tmp";
        var targets = model.Files.ToDictionary(f => f, f => f.In(temporary)); // all of them, before anything is asked for
        try
        {
            var left = mostBytes;
            foreach (var file in model.Files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(targets[file])!);
                await using var from = await client.Open(model, file, cancelled);
                left -= await Copy(from, file, targets[file], left, cancelled);
                progress?.Report(file);
            }

            Directory.Move(temporary, folder);
        }
        finally
        {
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        }
    }

    /// <summary>Gives the files of a folder to a hub, in one commit.</summary>
    /// <param name="client">The hub.</param>
    /// <param name="id">Owner and name; it is made if it is not there.</param>
    /// <param name="folder">A model as <see cref="HubLayout"/> lays it out; all files directly in it are given.</param>
    /// <param name="large">Files from so many bytes on go by themselves.</param>
    /// <param name="isPrivate">Whether a model that is made is private.</param>
    /// <param name="revision">The branch.</param>
    /// <param name="progress">Hears of each file; null for nobody.</param>
    /// <param name="cancelled">Ends it; without a commit nothing changes on the hub.</param>
    public static async Task<ImmutableArray<HubFile>> Push(HubClient client, string id, string folder, long large, bool isPrivate = true, string revision = "main", IProgress<HubFile>? progress = null, CancellationToken cancelled = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var files = Directory.EnumerateFiles(folder).Where(f => !f.EndsWith(".tmp", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(path => (Path: path, File: Known(path))).ToArray();
        if (files.Length == 0) throw new HubException($"{folder} holds no files. Name the folder of a model.");
        await client.Create(id, isPrivate, cancelled);
        List<(string, byte[])> small = [];
        foreach (var (path, file) in files)
        {
            if (file.Size >= large) await client.Upload(id, file, () => File.OpenRead(path), cancelled);
            else small.Add((file.Path, await File.ReadAllBytesAsync(path, cancelled)));
            progress?.Report(file);
        }

        await client.Commit(id, revision, Commit, small, files.Select(f => f.File).Where(f => f.Size >= large), cancelled);
        return [.. files.Select(f => f.File)];
    }

    private static HubFile Known(string path)
    {
        using var stream = File.OpenRead(path);
        return new(Path.GetFileName(path), stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    private static async Task<long> Copy(Stream from, HubFile file, string to, long most, CancellationToken cancelled)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var target = new FileStream(to, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var (buffer, all) = (new byte[1 << 16], 0L);
        while (await from.ReadAsync(buffer, cancelled) is > 0 and var read)
        {
            all += read;
            if (all > most || (file.Size >= 0 && all > file.Size)) throw new HubException($"{file.Path} is larger than {(file.Size >= 0 ? $"the {file.Size} bytes that the hub stated" : "what may be taken")}. Nothing was kept; try again, or do not trust this model.");
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), cancelled);
        }

        if (file.Size >= 0 && all != file.Size) throw new HubException($"{file.Path} has {all} bytes, and the hub stated {file.Size}. Nothing was kept; try again.");
        if (file.Sha256.Length > 0 && !Convert.ToHexStringLower(hash.GetHashAndReset()).Equals(file.Sha256, StringComparison.OrdinalIgnoreCase)) throw new HubException($"{file.Path} has another hash than the hub stated. Nothing was kept; try again, or do not trust this model.");
        return all;
    }
}
