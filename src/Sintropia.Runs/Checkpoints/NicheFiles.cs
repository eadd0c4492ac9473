using System.Globalization;
using System.Security.Cryptography;
using Sintropia.Biology.Cells;
using Sintropia.Simulation.Checkpoints;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Tissues;

namespace Sintropia.Runs.Checkpoints;

/// <summary>Niches in the files of a checkpoint, each with its hash: written by whoever has the niche, wherever that is.</summary>
public static class NicheFiles
{
    /// <summary>Writes a niche.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="checkpoint">A checkpoint that has begun.</param>
    /// <param name="tissue">Position of its tissue.</param>
    /// <param name="number">Its number in the tissue.</param>
    /// <param name="niche">The niche, at a barrier.</param>
    /// <param name="durable">Whether it has to outlive a loss of power.</param>
    /// <param name="epoch">Sets apart the files of what is left of an organism that was lost, and still writes, from those of the one that was brought back; 0 where nothing can be left.</param>
    public static NicheFile Write(ICheckpointStore store, string checkpoint, int tissue, int number, Niche niche, bool durable, long epoch = 0)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"niche-{tissue:d3}-{number:d6}{(epoch == 0 ? "" : $"-{epoch}")}.bin");
        using var hashing = new HashingStream(store.Create(checkpoint, file));
        NicheBlob.Write(niche, hashing);
        return new(tissue, file, hashing.Length, hashing.Finish(durable));
    }

    /// <summary>Reads a niche.</summary>
    /// <param name="store">Where from.</param>
    /// <param name="checkpoint">A complete checkpoint.</param>
    /// <param name="file">Which niche.</param>
    /// <param name="life">The law of its cells.</param>
    /// <param name="milieu">The milieu of its tissue, restored already.</param>
    /// <param name="keepLineage">Whether lives that end are kept.</param>
    /// <exception cref="CheckpointException">It is torn.</exception>
    public static Niche Read(ICheckpointStore store, string checkpoint, NicheFile file, CellLife life, Milieu milieu, bool keepLineage)
    {
        var bytes = Bytes(store, checkpoint, file.File);
        if (bytes.Length != file.Bytes || Convert.ToHexStringLower(SHA256.HashData(bytes)) != file.Sha256)
            throw new CheckpointException($"Checkpoint {checkpoint} is torn: {file.File} has {bytes.Length} bytes and not the hash in its manifest. Delete the checkpoint and resume from an older one.") { IsTorn = true };
        try
        {
            return NicheBlob.Read(bytes, $"{checkpoint}/{file.File}", life, milieu.Surroundings, keepLineage);
        }
        catch (InvalidDataException torn)
        {
            throw new CheckpointException(torn.Message, torn) { IsTorn = true };
        }
    }

    /// <summary>All bytes of a file of a checkpoint.</summary>
    internal static byte[] Bytes(ICheckpointStore store, string checkpoint, string file)
    {
        using var stream = store.Open(checkpoint, file);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
