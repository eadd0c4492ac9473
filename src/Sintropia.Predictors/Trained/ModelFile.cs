using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sintropia.Biology.Names;
using Sintropia.Predictors.Baselines;
using Sintropia.Predictors.BioJepa;
using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.Ensembles;
using Sintropia.Predictors.Perturbations;
using Sintropia.Predictors.Responses;
using Sintropia.Predictors.StateTransition;
using Sintropia.Predictors.VirtualCellLine;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Weights;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Predictors.Trained;

/// <summary>Trained models as single safetensors files: tensors of networks under the reference implementations' own names behind a prefix, and a description in the file's metadata. Nothing in such a file is executed.</summary>
public static class ModelFile
{
    /// <summary>Prefix of a network's keys; a bio-JEPA's read-out is behind <c>decoder.</c>.</summary>
    public const string Network = "network.", Decoder = "decoder.";

    internal const string Reference = "reference";

    private const string Format = "sintropia-model", Version = "1", About = "description", Vectors = "perturbations", High = "high", Means = "means", GroupsOf = "groups";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.General) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new JsonStringEnumConverter() }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    /// <summary>Options of a network, as a description keeps them.</summary>
    public static JsonElement Describe<T>(T options) => JsonSerializer.SerializeToElement(options, s_json);

    /// <summary>Writes a network and what answering with it needs.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="description">What it is.</param>
    /// <param name="networks">By prefix.</param>
    /// <param name="reference">Control cells of the training data that stand for all [cells × genes].</param>
    /// <param name="vectors">What it is told of each perturbation of the description [perturbations, width]; null for a virtual cell line.</param>
    /// <param name="high">Where genes go that are forced up [genes]; null for others.</param>
    public static void Save(string path, ModelDescription description, IReadOnlyDictionary<string, Layer> networks, float[] reference, float[]? vectors = null, float[]? high = null)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(reference);
        List<WeightTensor> tensors = [.. networks.SelectMany(n => n.Value.State.Select(s => WeightTensor.Of<float>(n.Key + s.Name, s.Tensor.ToArray(), [.. s.Tensor.Shape.Extents.ToArray().Select(e => (long)e)])))];
        if (vectors is not null) tensors.Add(WeightTensor.Of<float>(Vectors, vectors, description.Perturbations.Count, vectors.Length / Math.Max(1, description.Perturbations.Count)));
        if (high is not null) tensors.Add(WeightTensor.Of<float>(High, high, high.Length));
        tensors.Add(WeightTensor.Of<float>(Reference, reference, reference.Length / description.Genes.Count, description.Genes.Count));
        Write(path, description, tensors);
    }

    /// <summary>Writes a baseline that is a table of effects.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="description">What it is.</param>
    /// <param name="table">What it was computed from.</param>
    /// <param name="reference">Control cells [cells × genes].</param>
    public static void Save(string path, ModelDescription description, EffectTable table, float[] reference)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(reference);
        GroupMean[] groups = [.. table.Groups.OrderBy(g => g.Context, StringComparer.Ordinal).ThenBy(g => g.Perturbation, StringComparer.Ordinal)];
        Write(path, description, [WeightTensor.Of<double>(Means, groups.SelectMany(g => g.Mean).ToArray(), groups.Length, table.Genes.Length), WeightTensor.Of<float>(Reference, reference, reference.Length / table.Genes.Length, table.Genes.Length)], new Dictionary<string, string> { [GroupsOf] = JsonSerializer.Serialize(groups.Select(g => new[] { g.Context, g.Perturbation, g.Cells.ToString(System.Globalization.CultureInfo.InvariantCulture) })) });
    }

    /// <summary>Reads a model.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="ModelFileException">It is no model of ours, or of a family that this version does not know.</exception>
    /// <exception cref="CheckpointException">Keys are missing or extra, or shapes differ; all are listed.</exception>
    /// <exception cref="WeightsException">It is not there, or damaged.</exception>
    public static TrainedModel Load(string path)
    {
        using var file = WeightFile.Open(path);
        var description = Description(file);
        using var bytes = File.OpenRead(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        try
        {
            return Make(file, description, hash, "");
        }
        catch (Exception odd) when (odd is JsonException or ArgumentException or FormatException)
        {
            throw new ModelFileException($"{path}: its parts do not fit each other: {odd.Message} It was changed by hand or written by another version; train it anew.", odd);
        }
    }

    /// <summary>What a file says of itself.</summary>
    /// <exception cref="ModelFileException">It says nothing, or nothing that is understood.</exception>
    public static ModelDescription Description(WeightFile file) => Description(file, "");

    internal static string Member(int number) => FormattableString.Invariant($"member.{number}.");

    internal static void Write(string path, ModelDescription description, IEnumerable<WeightTensor> tensors, IReadOnlyDictionary<string, string>? more = null) =>
        SafetensorsWriter.Write(path, tensors, new Dictionary<string, string>(more ?? new Dictionary<string, string>(), StringComparer.Ordinal) { [Format] = Version, [About] = JsonSerializer.Serialize(description, s_json) });

    private static ModelDescription Description(WeightFile file, string prefix)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Metadata.GetValueOrDefault(prefix + Format) != Version || !file.Metadata.TryGetValue(prefix + About, out var text))
            throw new ModelFileException($"{file.Path}: it is a file of weights, but says nothing of which model of Sintropia it is. Give a model that `sintropia train` wrote; weights of others are the start of a training, as 'from: FILE' in its configuration.");
        try
        {
            return JsonSerializer.Deserialize<ModelDescription>(text, s_json) ?? throw new JsonException("It is null.");
        }
        catch (JsonException broken)
        {
            throw new ModelFileException($"{file.Path}: its description is not understood: {broken.Message} It was changed by hand or written by another version; train it anew.", broken);
        }
    }

    private static TrainedModel Make(WeightFile file, ModelDescription about, string hash, string at)
    {
        if (about.Family == ModelFamily.Ensemble && at.Length == 0) return Ensemble(file, about, hash);
        if (ModelFamily.Tables.Contains(about.Family)) return new(about, Table(file, about, at), new Dictionary<string, Layer>(), file[at + Reference].ToFloats(), hash);
        var networks = new Dictionary<string, Layer>(StringComparer.Ordinal);
        PerturbationVectors? vectors = null;
        IPerturbationModel model;
        switch (about.Family)
        {
            case ModelFamily.VirtualCellLine:
                var cells = VirtualCellLineNetwork.From(Options<VirtualCellLineOptions>(about));
                networks[Network] = cells;
                model = new VirtualCellLinePredictor(about.Name, cells, about.Genes, about.Kind, file[at + High].ToFloats());
                break;
            case ModelFamily.BioJepa:
                var options = Options<BioJepaOptions>(about);
                var (jepa, decoder) = (new BioJepaNetwork(options), new ExpressionDecoder(options.Width));
                (networks[Network], networks[Decoder]) = (jepa, decoder);
                model = new BioJepaPredictor(about.Name, jepa, decoder, about.Genes, vectors = Told(file, about, at));
                break;
            case ModelFamily.StateTransition:
                var state = new StateTransitionNetwork(Options<StateTransitionOptions>(about));
                networks[Network] = state;
                model = new StateTransitionPredictor(about.Name, state, about.Genes, vectors = Told(file, about, at));
                break;
            default:
                string[] known = [.. ModelFamily.Networks, .. ModelFamily.Tables, ModelFamily.Ensemble];
                throw new ModelFileException($"{file.Path}: this version knows no model of the family '{about.Family}'.{(NearestName.To(about.Family, known) is { } near ? $" The nearest: {near}." : "")} It knows {string.Join(", ", known)}.");
        }

        foreach (var (prefix, network) in networks) Checkpoint.Load(network, file, at + prefix);
        return new(about, model, networks, file[at + Reference].ToFloats(), hash, vectors);
    }

    private static TrainedModel Ensemble(WeightFile file, ModelDescription about, string hash)
    {
        List<TrainedModel> members = [];
        while (file.Metadata.ContainsKey(Member(members.Count) + About)) members.Add(Make(file, Description(file, Member(members.Count)), hash, Member(members.Count)));
        var networks = members.SelectMany((m, i) => m.Networks.Select(n => (Key: Member(i) + n.Key, n.Value))).ToDictionary(n => n.Key, n => n.Value, StringComparer.Ordinal);
        return new(about, new EnsembleModel(about.Name, [.. members.Select(m => m.Model)]), networks, file[Reference].ToFloats(), hash, members[0].Vectors);
    }

    private static PerturbationVectors Told(WeightFile file, ModelDescription about, string at) => PerturbationVectors.From(about.Perturbations, file[at + Vectors].ToTensor(), about.Control);

    private static T Options<T>(ModelDescription about) => about.Options is { } options && options.Deserialize<T>(s_json) is { } read ? read : throw new JsonException("The sizes of the network are missing.");

    private static IPerturbationModel Table(WeightFile file, ModelDescription about, string at)
    {
        var names = JsonSerializer.Deserialize<string[][]>(file.Metadata.GetValueOrDefault(at + GroupsOf) ?? "null") ?? throw new JsonException("The names of its groups are missing.");
        var means = file[at + Means].ToDoubles().Chunk(about.Genes.Count).ToArray();
        if (means.Length != names.Length || names.Any(n => n.Length != 3)) throw new JsonException($"It holds {means.Length} means and {names.Length} names of groups.");
        var table = new EffectTable(about.Genes, about.Control, names.Select((n, i) => new GroupMean(n[0], n[1], int.Parse(n[2], System.Globalization.CultureInfo.InvariantCulture), means[i])));
        return about.Family switch
        {
            ModelFamily.Additive => new Additive(table),
            ModelFamily.PerturbationMean => new PerturbationMean(table),
            ModelFamily.MeanDelta => new MeanDelta(table),
            _ => new TrainMean(table),
        };
    }
}
