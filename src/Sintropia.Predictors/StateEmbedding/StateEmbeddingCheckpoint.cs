using Sintropia.Predictors.Checkpoints;
using Sintropia.Weights;

namespace Sintropia.Predictors.StateEmbedding;

/// <summary>Reads published State Embedding weights: of the build with fast attention or without, compiled or not, as a Lightning checkpoint or safetensors.</summary>
public static class StateEmbeddingCheckpoint
{
    /// <summary>The key of the vectors of genes, which some checkpoints hold.</summary>
    public const string Vectors = "pe_embedding.weight";

    private const string Lightning = "state_dict/", Twin = "gene_embedding_layer.", Head = "dataset_encoder.";

    private static readonly (string Published, string Own)[] s_names =
    [
        ("_orig_mod.", ""), ("self_attn.in_proj_weight", "qkv_proj.weight"), ("self_attn.in_proj_bias", "qkv_proj.bias"), ("self_attn.out_proj.", "out_proj."), (Twin, "encoder."),
    ];

    /// <summary>Loads a network. The encoder comes twice in published files, under two names; where they differ the file is refused.</summary>
    /// <param name="network">Gets the weights. Without a head for data sets, that of the file is not looked at.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="CheckpointException">Keys are missing or extra, or shapes differ.</exception>
    public static void Load(StateEmbeddingNetwork network, WeightFile file)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(file);
        Checkpoint.Load(network, file, name => Own(file, name) is { } own && own != Vectors && (network.Options.Datasets > 0 || !own.StartsWith(Head, StringComparison.Ordinal)) ? own : null);
    }

    /// <summary>The vectors of genes that a file holds, [genes, vector width]; null where it holds none.</summary>
    /// <param name="file">The file.</param>
    public static WeightTensor? VectorsOf(WeightFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Tensors.FirstOrDefault(t => Own(file, t.Name) == Vectors);
    }

    /// <summary>The sizes that a file has. Heads and positions cannot be told from it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="heads">Heads of the transformer.</param>
    /// <exception cref="CheckpointException">It is of another architecture.</exception>
    public static StateEmbeddingOptions Sizes(WeightFile file, int heads)
    {
        ArgumentNullException.ThrowIfNull(file);
        var shapes = new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal);
        foreach (var tensor in file.Tensors)
            if (Own(file, tensor.Name) is { } own) shapes.TryAdd(own, tensor.Shape);
        string[] needed = ["encoder.0.weight", "transformer_encoder.layers.0.linear1.weight", "decoder.1.weight"];
        string[] missing = [.. needed.Where(name => !shapes.TryGetValue(name, out var shape) || shape.Count != 2)];
        if (missing.Length > 0)
            throw new CheckpointException($"{file.Path}: this is no State Embedding model: {string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} missing or no matrix. It holds {string.Join(", ", shapes.Keys.Take(8))}{(shapes.Count > 8 ? " and more" : "")}.", missing, [], []);
        return new()
        {
            VectorWidth = (int)shapes[needed[0]][1],
            Width = (int)shapes[needed[0]][0],
            Feedforward = (int)shapes[needed[1]][0],
            Layers = Enumerable.Range(0, int.MaxValue).TakeWhile(i => shapes.ContainsKey($"transformer_encoder.layers.{i}.linear1.weight")).Count(),
            Heads = heads,
            Outputs = (int)shapes[needed[2]][0],
            HasDatasetToken = shapes.ContainsKey("dataset_token"),
            Datasets = shapes.TryGetValue($"{Head}4.weight", out var head) ? (int)head[0] : 0,
        };
    }

    // The network's name of a tensor; null for what a Lightning checkpoint holds beside the weights.
    private static string? Own(WeightFile file, string name)
    {
        if (file.Tensors.Any(t => t.Name.StartsWith(Lightning, StringComparison.Ordinal)))
        {
            if (!name.StartsWith(Lightning, StringComparison.Ordinal)) return null;
            name = name[Lightning.Length..];
        }

        foreach (var (published, own) in s_names) name = name.Replace(published, own, StringComparison.Ordinal);
        return name;
    }
}
