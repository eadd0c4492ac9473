using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.Embeddings;
using Sintropia.Predictors.Quantising;
using Sintropia.Weights;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Predictors.StateEmbedding;

/// <summary>A State Embedding model in a folder: weights, what says its heads and positions, and vectors of genes. Published folders have a .ckpt, config.yaml and protein_embeddings.pt; ours model.safetensors, config.json and genes.safetensors.</summary>
public static partial class StateEmbeddingFolder
{
    private const string Family = "state-embedding", Ours = "config.json", Theirs = "config.yaml", OurWeights = "model.safetensors", OurGenes = "genes.safetensors", PublishedLicence = "as published with the weights: arcinstitute/SE-600M is for non-commercial use";

    /// <summary>Names that the file of genes' vectors may have, in the order in which they are looked for.</summary>
    public static IReadOnlyList<string> VectorFiles { get; } = [OurGenes, "protein_embeddings.pt", "genes.pt", "genes.tsv"];

    /// <summary>Whether a folder looks like one.</summary>
    public static bool Is(string folder) => File.Exists(In(folder, Ours)) ? Setting(Config(folder), "family") == Family : VectorFiles.Any(name => File.Exists(In(folder, name)));

    /// <summary>The licence that a folder states; empty where it states none.</summary>
    public static string Licence(string folder) => File.Exists(In(folder, Ours)) ? Setting(Config(folder), "licence") ?? "" : File.Exists(In(folder, Theirs)) ? PublishedLicence : "";

    /// <summary>Opens a model.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="seed">Of the order of genes that are expressed alike.</param>
    /// <param name="bytes">Whether matrices are brought to a byte for each weight.</param>
    /// <exception cref="EmbedderException">A file is missing or says nothing of heads.</exception>
    /// <exception cref="CheckpointException">The weights are of another architecture.</exception>
    /// <exception cref="WeightsException">A file is damaged.</exception>
    public static StateEmbeddingPredictor Open(string folder, ulong seed = 42, bool bytes = false)
    {
        var (network, genes) = Network(folder);
        if (bytes) ByteQuantisation.Apply(network);
        var (_, _, name, licence) = Described(folder);
        return new(network, genes, name, licence, seed);
    }

    /// <summary>The network of a model, and the vectors of genes that it was trained with.</summary>
    /// <param name="folder">Where it is.</param>
    /// <inheritdoc cref="Open" path="/exception"/>
    public static (StateEmbeddingNetwork Network, GeneVectors Genes) Network(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var vectors = VectorFiles.Select(name => In(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new EmbedderException($"{folder}: there are no vectors of genes. Put the file that the model was trained with there, as one of {string.Join(", ", VectorFiles)}.");
        using var file = WeightFile.Open(Weights(folder, vectors));
        var (heads, positions, _, _) = Described(folder);
        var network = new StateEmbeddingNetwork(StateEmbeddingCheckpoint.Sizes(file, heads) with { Positions = positions, Datasets = 0 });
        StateEmbeddingCheckpoint.Load(network, file);
        var genes = GeneVectors.Read(vectors);
        return genes.Vectors.Shape[1] == network.Options.VectorWidth ? (network, genes)
            : throw new EmbedderException($"{vectors}: its vectors have {genes.Vectors.Shape[1]} numbers, and the model was trained with {network.Options.VectorWidth}. Use the file that it was trained with.");
    }

    /// <summary>Writes a model: weights, sizes and vectors.</summary>
    /// <param name="folder">Made if it is not there.</param>
    /// <param name="network">Its weights.</param>
    /// <param name="genes">Vectors that it was trained with.</param>
    /// <param name="name">What it is, for a person.</param>
    /// <param name="licence">Of its weights.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Save(string folder, StateEmbeddingNetwork network, GeneVectors genes, string name, string licence)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(genes);
        Directory.CreateDirectory(folder);
        Checkpoint.Save(network, In(folder, OurWeights));
        SafetensorsWriter.Write(In(folder, OurGenes), genes.Names.Select((gene, row) => WeightTensor.Of<float>(gene, genes.Vectors.At(0, row).ToArray(), genes.Vectors.Shape[1])));
        var temporary = In(folder, $"{Ours}.{Environment.ProcessId}.tmp");
        File.WriteAllText(temporary, JsonSerializer.Serialize(new { family = Family, name, licence, heads = network.Options.Heads, positions = network.Options.Positions }));
        File.Move(temporary, In(folder, Ours), overwrite: true);
    }

    private static (int Heads, int Positions, string Name, string Licence) Described(string folder)
    {
        if (File.Exists(In(folder, Ours)))
        {
            var config = Config(folder);
            return (Whole(Setting(config, "heads"), In(folder, Ours), "heads"), Whole(Setting(config, "positions"), In(folder, Ours), "positions"), Setting(config, "name") ?? "State Embedding", Setting(config, "licence") ?? "");
        }

        if (!File.Exists(In(folder, Theirs))) throw new EmbedderException($"{folder}: neither {Ours} nor {Theirs} says how many heads the model has. Put the published {Theirs} there, or a {Ours} with family, heads and positions.");
        var text = File.ReadAllText(In(folder, Theirs));
        return (Whole(Line(HeadsLine(), text), In(folder, Theirs), "nhead"), Line(PositionsLine(), text) is { } length ? Whole(length, In(folder, Theirs), "pad_length") : new StateEmbeddingOptions().Positions, "State Embedding (published)", PublishedLicence);
    }

    // The one file of weights that is not the vectors.
    private static string Weights(string folder, string vectors)
    {
        if (File.Exists(In(folder, OurWeights))) return In(folder, OurWeights);
        string[] found = [.. Directory.EnumerateFiles(folder).Where(f => Path.GetExtension(f).ToUpperInvariant() is ".CKPT" or ".PT" or ".PTH" or ".SAFETENSORS" && f != vectors && !VectorFiles.Contains(Path.GetFileName(f))).Order(StringComparer.Ordinal)];
        return found switch
        {
            [var only] => only,
            [] => throw new EmbedderException($"{folder}: it holds no weights. Put {OurWeights} or the published .ckpt there."),
            _ => throw new EmbedderException($"{folder}: {string.Join(" and ", found.Select(Path.GetFileName))} may both be the weights. Leave one there."),
        };
    }

    private static JsonElement Config(string folder)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(In(folder, Ours)));
            return document.RootElement.Clone();
        }
        catch (JsonException broken)
        {
            throw new EmbedderException($"{In(folder, Ours)}: {broken.Message} Write an object with family, heads and positions.", broken);
        }
    }

    private static string? Setting(JsonElement config, string name) => config.ValueKind == JsonValueKind.Object && config.TryGetProperty(name, out var value) ? value.ToString() : null;

    private static string? Line(Regex line, string text) => line.Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    private static int Whole(string? text, string path, string name) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new EmbedderException($"{path}: {name} is {(text is null ? "missing" : $"'{text}'")}, and has to be a whole number above 0.");

    private static string In(string folder, string name) => Path.Combine(folder, name);

    [GeneratedRegex(@"^\s*nhead:\s*(\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex HeadsLine();

    [GeneratedRegex(@"^\s*pad_length:\s*(\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex PositionsLine();
}
