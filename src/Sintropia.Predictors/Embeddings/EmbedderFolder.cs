using Sintropia.Predictors.ScGpt;
using Sintropia.Predictors.StateEmbedding;

namespace Sintropia.Predictors.Embeddings;

/// <summary>Opens folders of embedding models, as they are published and as they are written here.</summary>
public static class EmbedderFolder
{
    /// <summary>Opens a model; its files say which it is.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="seed">Of what is drawn: the order of genes that are expressed alike.</param>
    /// <param name="bytes">Whether matrices are brought to a byte for each weight: a quarter of the memory, and vectors that are off a little.</param>
    /// <exception cref="EmbedderException">There is no such folder, or it holds no model that is known.</exception>
    /// <exception cref="Checkpoints.CheckpointException">Weights are of another architecture.</exception>
    /// <exception cref="Weights.WeightsException">A file of weights is damaged.</exception>
    public static ICellEmbedder Open(string folder, ulong seed = 42, bool bytes = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder)) throw new EmbedderException($"{folder}: there is no such folder. Name the folder that holds the weights of a model.");
        if (ScGptFolder.Is(folder)) return ScGptFolder.Open(folder, seed, bytes);
        if (StateEmbeddingFolder.Is(folder)) return StateEmbeddingFolder.Open(folder, seed, bytes);
        throw new EmbedderException($"{folder}: it holds no embedding model that is known. A State Embedding model has weights (*.safetensors or *.ckpt), a config.yaml or config.json, and vectors of genes ({string.Join(", ", StateEmbeddingFolder.VectorFiles)}); an scGPT model has best_model.pt or model.safetensors, args.json and vocab.json.");
    }
}
