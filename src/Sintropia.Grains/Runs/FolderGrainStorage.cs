using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace Sintropia.Grains.Runs;

/// <summary>Grain storage in a folder that the machines share: a file per grain, written under a temporary name and renamed. For clusters on one machine or one file share, which need no database.</summary>
/// <param name="folder">The folder.</param>
/// <param name="serializer">Turns states into bytes.</param>
public sealed class FolderGrainStorage(string folder, Serializer serializer) : IGrainStorage
{
    private const int MostTries = 500;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var path = PathOf(stateName, grainId);
        if (!File.Exists(path)) return;
        var bytes = await File.ReadAllBytesAsync(path);
        try
        {
            grainState.State = serializer.Deserialize<T>(bytes);
        }
        catch (Exception unreadable) // whatever a serializer says of bytes that are none of its own
        {
            throw new IOException($"{path} cannot be read: {unreadable.Message} It holds what is known of {grainId}. Bring it back from a backup, or remove it, and {grainId} is unknown.", unreadable);
        }

        (grainState.RecordExists, grainState.ETag) = (true, Tag(bytes));
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var path = PathOf(stateName, grainId);
        Directory.CreateDirectory(folder);
        using (await Turn(path))
        {
            await Check(path, grainState);
            var bytes = serializer.SerializeToArray(grainState.State);
            var unfinished = string.Create(CultureInfo.InvariantCulture, $"{path}.{Guid.NewGuid():n}.tmp");
            try
            {
                await using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                {
                    await stream.WriteAsync(bytes);
                    stream.Flush(flushToDisk: true);
                }

                File.Move(unfinished, path, overwrite: true);
            }
            catch
            {
                File.Delete(unfinished); // a full disk should not stay full of it
                throw;
            }

            (grainState.RecordExists, grainState.ETag) = (true, Tag(bytes));
        }
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var path = PathOf(stateName, grainId);
        Directory.CreateDirectory(folder);
        using (await Turn(path))
        {
            await Check(path, grainState);
            File.Delete(path);
            (grainState.RecordExists, grainState.ETag) = (false, null);
        }
    }

    /// <summary>Two activations of one grain can exist for a moment while a machine is lost; the one that read an older state must not overwrite the other's.</summary>
    private static async Task Check<T>(string path, IGrainState<T> grainState)
    {
        var stored = File.Exists(path) ? Tag(await File.ReadAllBytesAsync(path)) : null;
        if (stored != grainState.ETag) throw new InconsistentStateException($"{path} was written by another activation of the grain since this one read it.", stored ?? "none", grainState.ETag ?? "none");
    }

    /// <summary>One writes at a time, on all machines: the state is compared and replaced under a locked file, which the death of its process unlocks.</summary>
    private static async Task<FileStream> Turn(string path)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return new($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException) when (tried < MostTries)
            {
                await Task.Delay(Breath);
            }
        }
    }

    private static string Tag(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private string PathOf(string stateName, GrainId grainId) => Path.Combine(folder, $"{Tag(Encoding.UTF8.GetBytes($"{stateName} {grainId}"))[..32]}.state");
}
