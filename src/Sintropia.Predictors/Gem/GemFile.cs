using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.Trained;
using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Layers;
using Sintropia.Weights;

namespace Sintropia.Predictors.Gem;

/// <summary>GEM models as single safetensors files: tensors under the published names, and sizes, genes and vocabulary in the file's metadata.</summary>
public static class GemFile
{
    /// <summary>The key of the metadata.</summary>
    public const string About = "gem";

    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new JsonStringEnumConverter() } };

    /// <summary>Whether a file of weights is one.</summary>
    /// <param name="file">It, open.</param>
    public static bool Is(WeightFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Metadata.ContainsKey(About);
    }

    /// <summary>Writes a model under a temporary name, which is then renamed.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="model">It.</param>
    /// <exception cref="IOException">The disk is full, or the folder does not exist.</exception>
    public static void Save(string path, GemModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var options = model.Network.Options;
        Stored stored = new(model.Name, model.Licence, model.TrainedOn, options.Likelihood, options.Hidden, options.Blocks, options.Expansion, options.Activation.Operation, options.Activation.Parameter, options.StochasticDepth, options.VarianceByGene, [.. options.Adjustments], [.. model.Genes],
            [.. options.Modalities.Select(m => new StoredModality(m.Name, [.. m.Places]))], [.. options.Groups.Select(g => new StoredGroup(g.Name, g.Width, [.. g.Classifiers.Select(c => c.Field)], [.. g.Classifiers.Select(c => c.Classes)]))],
            [.. model.Vocabulary.Fields.Select(f => new StoredField(f.Name, f.Group, [.. f.Values], f.Mean, f.Deviation))]);
        Checkpoint.Save(model.Network, path, new Dictionary<string, string> { [About] = JsonSerializer.Serialize(stored, s_json), ["licence"] = model.Licence });
    }

    /// <summary>Reads a model.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="ModelFileException">It is no GEM model of ours.</exception>
    /// <exception cref="CheckpointException">Keys are missing or extra, or shapes differ.</exception>
    /// <exception cref="WeightsException">It is not there, or damaged.</exception>
    public static GemModel Load(string path)
    {
        using var file = WeightFile.Open(path);
        var about = Described(file);
        Fits(file, about.Options);
        var network = new GemNetwork(about.Options);
        Checkpoint.Load(network, file);
        return new(about.Name, about.Licence, about.TrainedOn, about.Genes, network, about.Vocabulary);
    }

    /// <summary>What a file says of itself.</summary>
    /// <param name="file">It, open.</param>
    /// <exception cref="ModelFileException">It says nothing, or nothing that is understood.</exception>
    public static GemDescription Described(WeightFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Metadata.GetValueOrDefault(About) is not { } text) throw new ModelFileException($"{file.Path}: it is no GEM model: its metadata have no '{About}'. Name a file that `sintropia gem train` wrote.");
        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(text, s_json) ?? throw new JsonException("It says nothing.");
            GemVocabulary vocabulary = new(stored.Fields.Select(f => new GemField(f.Name, f.Group, [.. f.Values], f.Mean, f.Deviation)));
            var options = new GemOptions
            {
                Genes = stored.Genes.Length, Likelihood = stored.Likelihood, Hidden = stored.Hidden, Blocks = stored.Blocks, Expansion = stored.Expansion, Activation = new Activation(stored.Activation, stored.ActivationParameter),
                StochasticDepth = stored.StochasticDepth, VarianceByGene = stored.VarianceByGene, Adjustments = [.. stored.Adjustments], Modalities = [.. stored.Modalities.Select(m => new GemModality(m.Name, [.. m.Places]))],
                Groups = [.. stored.Groups.Select(g => new GemGroup(g.Name, vocabulary.Width(g.Name), g.Width, [.. g.Fields.Zip(g.Classes)]))],
            };
            options.Check();
            return new(stored.Name, stored.Licence, stored.TrainedOn, [.. stored.Genes], options, vocabulary);
        }
        catch (Exception odd) when (odd is JsonException or ArgumentException or NullReferenceException)
        {
            throw new ModelFileException($"{file.Path}: its description is not understood: {odd.Message} It was changed by hand or written by another version; train it anew.", odd);
        }
    }

    // A description cannot ask for more memory than its tensors have numbers.
    private static void Fits(WeightFile file, GemOptions options)
    {
        (string Name, long[] Shape)[] expected =
        [
            ("encoder.1.weight", [options.Hidden, options.Genes]), ("decoder.1.weight", [options.Hidden, options.Groups.Sum(g => (long)g.Width)]), ("encoder.3.ff_layer.1.weight", [(long)options.Expansion * options.Hidden, options.Hidden]), ($"encoder.{2 + options.Blocks}.ff_layer.1.weight", [(long)options.Expansion * options.Hidden, options.Hidden]),
            .. options.Groups.Select(g => ($"{g.Name}_predict.1.weight", new[] { 2L * g.Width, g.Inputs })), .. options.Modalities.Select(m => ($"input_norm.{m.Name}.0.weight", new long[] { m.Places.IsEmpty ? options.Genes : m.Places.Length })),
        ];
        foreach (var (name, shape) in expected)
            if (file.Find(name) is not { } tensor || !tensor.Shape.SequenceEqual(shape)) throw new ModelFileException($"{file.Path}: its description and its tensor '{name}' do not fit: [{string.Join(", ", shape)}] is described. It was changed by hand or written by another version; train it anew.");
    }

    private sealed record Stored(string Name, string Licence, string TrainedOn, GemLikelihood Likelihood, int Hidden, int Blocks, int Expansion, UnaryOperation Activation, float ActivationParameter, float StochasticDepth, bool VarianceByGene, string[] Adjustments, string[] Genes, StoredModality[] Modalities, StoredGroup[] Groups, StoredField[] Fields);

    private sealed record StoredModality(string Name, int[] Places);

    private sealed record StoredGroup(string Name, int Width, string[] Fields, int[] Classes);

    private sealed record StoredField(string Name, string Group, string[] Values, double? Mean, double? Deviation);
}
