using System.Collections.Immutable;
using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.Quantising;
using Sintropia.Predictors.ScGpt;
using Sintropia.Predictors.StateEmbedding;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.Embeddings;

/// <summary>Writes the folder of an embedding model again, with a byte for each weight of its matrices.</summary>
public static class QuantisedFolder
{
    private const string Weights = "model.safetensors";

    private static readonly string[] s_weights = [".safetensors", ".pt", ".pth", ".ckpt"];

    /// <summary>Quantises a model. The folder appears when all of it is there.</summary>
    /// <param name="from">A folder of scGPT or State Embedding.</param>
    /// <param name="to">Where to; it is not there yet.</param>
    /// <returns>What became of each layer.</returns>
    /// <exception cref="EmbedderException">There is no such folder, or the new one is there.</exception>
    /// <exception cref="CheckpointException">The weights are of another architecture.</exception>
    public static ImmutableArray<QuantisedLayer> Write(string from, string to)
    {
        ArgumentException.ThrowIfNullOrEmpty(from);
        ArgumentException.ThrowIfNullOrEmpty(to);
        if (Path.Exists(to)) throw new EmbedderException($"{to} is there already. Name another folder.");
        if (!Directory.Exists(from) || !(ScGptFolder.Is(from) || StateEmbeddingFolder.Is(from))) throw new EmbedderException($"{from}: it is no folder of scGPT (best_model.pt or model.safetensors, args.json, vocab.json) or State Embedding (weights, config, vectors of genes). Name one.");
        Layer network = ScGptFolder.Is(from) ? ScGptFolder.Network(from).Network : StateEmbeddingFolder.Network(from).Network;
        var layers = ByteQuantisation.Apply(network);
        if (layers.IsEmpty) throw new EmbedderException($"{from}: its weights are in bytes already.");
        var temporary = $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(to))}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(temporary);
            foreach (var file in Directory.EnumerateFiles(from).Where(f => StateEmbeddingFolder.VectorFiles.Contains(Path.GetFileName(f)) || !s_weights.Contains(Path.GetExtension(f).ToLowerInvariant()))) File.Copy(file, Path.Combine(temporary, Path.GetFileName(file)));
            Checkpoint.Save(network, Path.Combine(temporary, Weights), new Dictionary<string, string> { ["quantised"] = "int8, symmetric, a scale for each row" });
            Directory.Move(temporary, to);
        }
        finally
        {
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        }

        return layers;
    }
}
