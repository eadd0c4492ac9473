using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sintropia.Runs.Execution;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Runs.Checkpoints;

/// <summary>Writes and reads checkpoints: a file for each niche, `manifest.json`, and its hash in the form of sha256sum.</summary>
/// <param name="store">Where they are kept.</param>
public sealed class CheckpointFiles(ICheckpointStore store)
{
    private const string Manifest = "manifest.json", Seal = "manifest.sha256";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes a checkpoint: it appears whole or not at all.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="organism">The organism, at a barrier.</param>
    /// <param name="describe">Describes it, given the state and the niches.</param>
    /// <param name="durable">Whether it has to outlive a loss of power, as one must that no older one can stand in for.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="IOException">The disk is full, or cannot be written.</exception>
    public long Write(string name, IOrganism organism, Func<OrganismState, IReadOnlyList<NicheFile>, Checkpoint> describe, bool durable = false)
    {
        store.Begin(name);
        try
        {
            var files = organism.WriteNiches(store, name, durable);
            var manifest = JsonSerializer.SerializeToUtf8Bytes(describe(organism.Save(), files), Json);
            Put(name, Manifest, manifest);
            Put(name, Seal, Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(manifest))}  {Manifest}\n"));
            store.Commit(name);
            return files.Sum(f => f.Bytes) + manifest.Length;
        }
        catch
        {
            store.Abandon(name); // a full disk should not stay full of a checkpoint that nobody can use
            throw;
        }
    }

    /// <summary>Reads the description of a checkpoint.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">Version of Sintropia that reads.</param>
    /// <param name="scenario">Hash of the scenario to go on with.</param>
    /// <exception cref="CheckpointException">Torn, of another version, or of another scenario.</exception>
    public Checkpoint Read(string name, string version, string scenario)
    {
        var manifest = NicheFiles.Bytes(store, name, Manifest);
        var seal = Encoding.ASCII.GetString(NicheFiles.Bytes(store, name, Seal)).Split(' ')[0];
        if (seal != Convert.ToHexStringLower(SHA256.HashData(manifest)))
            throw new CheckpointException($"Checkpoint {name} is torn: its {Manifest} does not have the hash in {Seal}. Delete it and resume from an older one.") { IsTorn = true };
        var checkpoint = Parse(name, manifest);
        if (checkpoint.Format != Checkpoint.CurrentFormat || checkpoint.Sintropia != version)
            throw new CheckpointException($"Checkpoint {name} was written by Sintropia {checkpoint.Sintropia} in format {checkpoint.Format}; this is {version}, which could go on with other bits. Resume it with {checkpoint.Sintropia}, or run the scenario anew.");
        if (checkpoint.Scenario != scenario)
            throw new CheckpointException($"Checkpoint {name} belongs to another scenario: the run's scenario file was changed after it started. Put the old file back, or run the new one into another folder.");
        return checkpoint;
    }

    private static Checkpoint Parse(string name, byte[] manifest)
    {
        try
        {
            return JsonSerializer.Deserialize<Checkpoint>(manifest, Json) ?? throw new JsonException("it is null");
        }
        catch (JsonException unreadable)
        {
            throw new CheckpointException($"Checkpoint {name} is of another version: its {Manifest} cannot be read ({unreadable.Message}). Resume it with the version that wrote it.", unreadable);
        }
    }

    private void Put(string name, string file, byte[] bytes)
    {
        using var stream = store.Create(name, file);
        stream.Write(bytes);
        if (stream is FileStream onDisk) onDisk.Flush(flushToDisk: true);
    }
}
