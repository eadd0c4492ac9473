using System.Text.Json;
using Sintropia.Predictors.Embeddings;
using Sintropia.Predictors.Quantising;
using Sintropia.Weights;

namespace Sintropia.Predictors.ScGpt;

/// <summary>An scGPT model in a folder as it is published: best_model.pt (or model.safetensors), args.json and vocab.json.</summary>
public static class ScGptFolder
{
    private const string Arguments = "args.json", Vocabulary = "vocab.json", Published = "best_model.pt", Safe = "model.safetensors";

    /// <summary>Whether a folder looks like one.</summary>
    public static bool Is(string folder) => File.Exists(Path.Combine(folder, Arguments)) && File.Exists(Path.Combine(folder, Vocabulary));

    /// <summary>Opens a model for embedding.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="seed">Of bins of equal values and of the genes that long cells keep.</param>
    /// <param name="bytes">Whether matrices are brought to a byte for each weight.</param>
    /// <exception cref="EmbedderException">A file is missing or does not say what it has to.</exception>
    /// <exception cref="Checkpoints.CheckpointException">The weights are of another architecture.</exception>
    /// <exception cref="WeightsException">A file is damaged.</exception>
    public static ScGptEmbedder Open(string folder, ulong seed = 42, bool bytes = false)
    {
        var (network, vocabulary) = Network(folder);
        if (bytes) ByteQuantisation.Apply(network);
        var said = Said(Path.Combine(folder, Arguments));
        return new(network, vocabulary, said.TryGetProperty("max_seq_len", out _) ? Whole(said, folder, "max_seq_len") : 1200, said.TryGetProperty("pad_value", out var value) && value.TryGetSingle(out var number) ? number : -2, Text(said, "name") ?? "scGPT",
            Text(said, "licence") ?? "as published with the weights", seed);
    }

    /// <summary>The network and vocabulary of a model.</summary>
    /// <param name="folder">Where it is.</param>
    /// <inheritdoc cref="Open" path="/exception"/>
    public static (ScGptNetwork Network, GeneVocabulary Vocabulary) Network(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var weights = new[] { Published, Safe }.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new EmbedderException($"{folder}: it holds no weights. Put {Published} or {Safe} there.");
        var said = Said(Path.Combine(folder, Arguments));
        var vocabulary = GeneVocabulary.Read(Path.Combine(folder, Vocabulary));
        using var file = WeightFile.Open(weights);
        var padding = vocabulary.Find(Text(said, "pad_token") ?? GeneVocabulary.Padding);
        var options = ScGptCheckpoint.Sizes(file, Whole(said, folder, "nheads")) with { Padding = padding < 0 ? null : padding };
        if (said.TryGetProperty("n_bins", out _) && options.Values != ValueStyle.Category) options = options with { Bins = Whole(said, folder, "n_bins") };
        var network = new ScGptNetwork(options);
        ScGptCheckpoint.Load(network, file);
        return (network, vocabulary);
    }

    /// <summary>Writes a model: weights, sizes and vocabulary, under the published names but for the weights, which are safetensors.</summary>
    /// <param name="folder">Made if it is not there.</param>
    /// <param name="network">Its weights.</param>
    /// <param name="vocabulary">Its tokens.</param>
    /// <param name="positions">Longest sequence.</param>
    /// <param name="name">What it is, for a person.</param>
    /// <param name="licence">Of its weights.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Save(string folder, ScGptNetwork network, GeneVocabulary vocabulary, int positions, string name, string licence)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(vocabulary);
        Directory.CreateDirectory(folder);
        Checkpoints.Checkpoint.Save(network, Path.Combine(folder, Safe));
        Write(Path.Combine(folder, Vocabulary), JsonSerializer.SerializeToUtf8Bytes(vocabulary.Tokens));
        Write(Path.Combine(folder, Arguments), JsonSerializer.SerializeToUtf8Bytes(new { name, licence, nheads = network.Options.Heads, n_bins = network.Options.Bins, max_seq_len = positions, pad_token = GeneVocabulary.Padding, pad_value = -2 }));
    }

    private static void Write(string path, byte[] bytes)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, path, overwrite: true);
    }

    private static string? Text(JsonElement said, string name) => said.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static int Whole(JsonElement said, string folder, string name) => said.TryGetProperty(name, out var own) && own.ValueKind == JsonValueKind.Number && own.TryGetInt32(out var whole) && whole > 0 ? whole
        : throw new EmbedderException($"{Path.Combine(folder, Arguments)}: '{name}' is missing or no whole number above 0. Put the file there that was published with the weights.");

    private static JsonElement Said(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new JsonException("It is no object.");
        }
        catch (JsonException broken)
        {
            throw new EmbedderException($"{path}: {broken.Message} Put the file there that was published with the weights.", broken);
        }
    }
}
