using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sintropia.Simulation;
using Sintropia.Simulation.Checkpoints;
using Sintropia.Simulation.Niches;
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

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="organism">The organism, at a barrier.</param>
    /// <param name="describe">Describes it, given the state and the niches.</param>
    /// <param name="durable">Whether it has to outlive a loss of power, as one must that no older one can stand in for.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="IOException">The disk is full, or cannot be written.</exception>
    public long Write(string name, Organism organism, Func<OrganismState, IReadOnlyList<NicheFile>, Checkpoint> describe, bool durable = false)
    {
        long bytes = 0;
        store.Save(name, create =>
        {
            var niches = organism.Tissues.SelectMany((tissue, t) => tissue.Niches.Select((niche, n) => (Tissue: t, Number: n, Niche: niche))).ToArray();
            var files = new NicheFile[niches.Length];
            organism.ForEach(niches.Length, i => files[i] = Write(create, niches[i].Tissue, niches[i].Number, niches[i].Niche, durable));
            var manifest = JsonSerializer.SerializeToUtf8Bytes(describe(organism.Save(), files), Json);
            Put(create, Manifest, manifest);
            Put(create, Seal, Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(manifest))}  {Manifest}\n"));
            bytes = files.Sum(f => f.Bytes) + manifest.Length;
        });
        return bytes;
    }

    /// <summary>Reads the description of a checkpoint.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">Version of Sintropia that reads.</param>
    /// <param name="scenario">Hash of the scenario to go on with.</param>
    /// <exception cref="CheckpointException">Torn, of another version, or of another scenario.</exception>
    public Checkpoint Read(string name, string version, string scenario)
    {
        var manifest = All(name, Manifest);
        var seal = Encoding.ASCII.GetString(All(name, Seal)).Split(' ')[0];
        if (seal != Convert.ToHexStringLower(SHA256.HashData(manifest)))
            throw new CheckpointException($"Checkpoint {name} is torn: its {Manifest} does not have the hash in {Seal}. Delete it and resume from an older one.") { IsTorn = true };
        var checkpoint = Parse(name, manifest);
        if (checkpoint.Format != Checkpoint.CurrentFormat || checkpoint.Sintropia != version)
            throw new CheckpointException($"Checkpoint {name} was written by Sintropia {checkpoint.Sintropia} in format {checkpoint.Format}; this is {version}, which could go on with other bits. Resume it with {checkpoint.Sintropia}, or run the scenario anew.");
        if (checkpoint.Scenario != scenario)
            throw new CheckpointException($"Checkpoint {name} belongs to another scenario: the run's scenario file was changed after it started. Put the old file back, or run the new one into another folder.");
        return checkpoint;
    }

    /// <summary>Brings an organism back.</summary>
    /// <exception cref="CheckpointException">A niche is torn.</exception>
    public Organism Restore(string name, Checkpoint checkpoint, OrganismPlan plan, SimulationOptions options)
    {
        try
        {
            return Organism.Restore(plan, options, checkpoint.Organism, (tissue, life, inside) =>
            [
                .. checkpoint.Niches.Where(n => n.Tissue == tissue).Select(n => NicheBlob.Read(Checked(name, n), $"{name}/{n.File}", life, inside, options.KeepLineage)),
            ]);
        }
        catch (InvalidDataException torn)
        {
            throw new CheckpointException(torn.Message, torn) { IsTorn = true };
        }
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

    private byte[] Checked(string name, NicheFile niche)
    {
        var bytes = All(name, niche.File);
        if (bytes.Length != niche.Bytes || Convert.ToHexStringLower(SHA256.HashData(bytes)) != niche.Sha256)
            throw new CheckpointException($"Checkpoint {name} is torn: {niche.File} has {bytes.Length} bytes and not the hash in {Manifest}. Delete the checkpoint and resume from an older one.") { IsTorn = true };
        return bytes;
    }

    private byte[] All(string name, string file)
    {
        using var stream = store.Open(name, file);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static NicheFile Write(Func<string, Stream> create, int tissue, int number, Niche niche, bool durable)
    {
        var file = $"niche-{tissue:d3}-{number:d6}.bin";
        using var hashing = new HashingStream(create(file));
        NicheBlob.Write(niche, hashing);
        return new(tissue, file, hashing.Length, hashing.Finish(durable));
    }

    private static void Put(Func<string, Stream> create, string file, byte[] bytes)
    {
        using var stream = create(file);
        stream.Write(bytes);
        if (stream is FileStream onDisk) onDisk.Flush(flushToDisk: true);
    }
}
