using Sintropia.Predictors.Checkpoints;
using Sintropia.Weights;

namespace Sintropia.Predictors.ScGpt;

/// <summary>Reads published scGPT weights, of the build with fast attention or without. What does not fit is an error: the published loader leaves tensors of other names at their random first values without a word.</summary>
public static class ScGptCheckpoint
{
    private static readonly string[] s_body = ["encoder.", "value_encoder.", "transformer_encoder."];

    private static readonly (string Published, string Own)[] s_names = [("self_attn.Wqkv.weight", "self_attn.in_proj_weight"), ("self_attn.Wqkv.bias", "self_attn.in_proj_bias")];

    /// <summary>Loads a whole network.</summary>
    /// <param name="network">Gets the weights.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="CheckpointException">Keys are missing or extra, or shapes differ.</exception>
    public static void Load(ScGptNetwork network, WeightFile file)
    {
        ArgumentNullException.ThrowIfNull(network);
        Checkpoint.Load(network, file, Own);
    }

    /// <summary>Loads what fine-tuning begins from: genes, values and transformer. All of it has to be there; heads keep their values.</summary>
    /// <param name="network">Gets the weights.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="CheckpointException">Keys are missing or extra, or shapes differ.</exception>
    public static void LoadBody(ScGptNetwork network, WeightFile file)
    {
        ArgumentNullException.ThrowIfNull(network);
        Checkpoint.Load(network.Body, file, name => Own(name) is { } own && s_body.Any(part => own.StartsWith(part, StringComparison.Ordinal)) ? own : null);
    }

    /// <summary>The sizes and parts that a file has. Heads, bins, pooling and the token of padding cannot be told from it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="heads">Heads of the transformer.</param>
    /// <exception cref="CheckpointException">It is of another architecture.</exception>
    public static ScGptOptions Sizes(WeightFile file, int heads)
    {
        ArgumentNullException.ThrowIfNull(file);
        var shapes = new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal);
        foreach (var tensor in file.Tensors)
            if (Own(tensor.Name) is { } own) shapes.TryAdd(own, tensor.Shape);
        string[] needed = ["encoder.embedding.weight", "transformer_encoder.layers.0.self_attn.in_proj_weight", "transformer_encoder.layers.0.linear1.weight", "cls_decoder.out_layer.weight"];
        string[] missing = [.. needed.Where(name => !shapes.TryGetValue(name, out var shape) || shape.Count != 2)];
        if (missing.Length > 0)
            throw new CheckpointException($"{file.Path}: this is no scGPT model: {string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} missing or no matrix. It holds {string.Join(", ", shapes.Keys.Take(8))}{(shapes.Count > 8 ? " and more" : "")}.", missing, [], []);
        return new()
        {
            Tokens = (int)shapes[needed[0]][0],
            Width = (int)shapes[needed[0]][1],
            Heads = heads,
            Feedforward = (int)shapes[needed[2]][0],
            Layers = Many(i => $"transformer_encoder.layers.{i}.linear1.weight"),
            Values = Has("value_encoder.linear1.weight") ? ValueStyle.Continuous : Has("value_encoder.embedding.weight") ? ValueStyle.Category : ValueStyle.Scaling,
            Bins = shapes.TryGetValue("value_encoder.embedding.weight", out var bins) ? (int)bins[0] : 51,
            Batches = shapes.TryGetValue("batch_encoder.embedding.weight", out var batches) ? (int)batches[0] : 0,
            Norm = Has("bn.weight") ? TokenNorm.Batch : Has("dsbn.bns.0.weight") ? TokenNorm.BatchByLabel : TokenNorm.None,
            Query = Has("mvc_decoder.W.weight") ? GeneQuery.InnerProduct : shapes.TryGetValue("mvc_decoder.fc1.weight", out var query) ? query[1] == shapes[needed[0]][1] ? GeneQuery.Summed : GeneQuery.Concatenated : GeneQuery.None,
            ExplicitZeros = Has("decoder.zero_logit.0.weight") || Has("decoder.coeff_decoder.zero_logit.0.weight"),
            Classes = (int)shapes[needed[3]][0],
            ClassLayers = 1 + Many(i => $"cls_decoder._decoder.{3 * i}.weight"),
            HasDiscriminator = Has("grad_reverse_discriminator.out_layer.weight"),
            Generates = Has("flag_encoder.weight"),
            Perturbs = Has("pert_encoder.weight"),
        };

        bool Has(string name) => shapes.ContainsKey(name);
        int Many(Func<int, string> name) => Enumerable.Range(0, int.MaxValue).TakeWhile(i => Has(name(i))).Count();
    }

    private static string? Own(string name)
    {
        if (name.EndsWith("num_batches_tracked", StringComparison.Ordinal)) return null;
        if (name.StartsWith("module.", StringComparison.Ordinal)) name = name["module.".Length..];
        foreach (var (published, own) in s_names) name = name.Replace(published, own, StringComparison.Ordinal);
        return name;
    }
}
