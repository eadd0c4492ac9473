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
    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var path = PathOf(stateName, grainId);
        if (!File.Exists(path)) return;
        var bytes = await File.ReadAllBytesAsync(path);
        grainState.State = serializer.Deserialize<T>(bytes);
        (grainState.RecordExists, grainState.ETag) = (true, Tag(bytes));
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var path = PathOf(stateName, grainId);
        await Check(path, grainState);
        Directory.CreateDirectory(folder);
        var bytes = serializer.SerializeToArray(grainState.State);
        var unfinished = string.Create(CultureInfo.InvariantCulture, $"{path}.{Guid.NewGuid():n}.tmp");
        await File.WriteAllBytesAsync(unfinished, bytes);
        File.Move(unfinished, path, overwrite: true);
        (grainState.RecordExists, grainState.ETag) = (true, Tag(bytes));
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var path = PathOf(stateName, grainId);
        await Check(path, grainState);
        File.Delete(path);
        (grainState.RecordExists, grainState.ETag) = (false, null);
    }

    /// <summary>Two activations of one grain can exist for a moment while a machine is lost; the one that read an older state must not overwrite the other's.</summary>
    private static async Task Check<T>(string path, IGrainState<T> grainState)
    {
        var stored = File.Exists(path) ? Tag(await File.ReadAllBytesAsync(path)) : null;
        if (stored != grainState.ETag) throw new InconsistentStateException($"{path} was written by another activation of the grain since this one read it.", stored ?? "none", grainState.ETag ?? "none");
    }

    private static string Tag(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private string PathOf(string stateName, GrainId grainId) => Path.Combine(folder, $"{Tag(Encoding.UTF8.GetBytes($"{stateName} {grainId}"))[..32]}.state");
}
