using System.Security.Cryptography;
using System.Text;
using Sintropia.Predictors.Trained;
using Sintropia.Training.Splits;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Sintropia.Training.Configuration;

/// <summary>What is trained on what, and how: a YAML file.</summary>
public sealed record TrainingConfiguration
{
    private const int MostBytes = 1 << 20, MostMembers = 64;

    /// <summary>Name of the model in tables.</summary>
    public required string Name { get; init; }

    /// <summary>One of <see cref="ModelFamily"/>.</summary>
    public required string Family { get; init; }

    /// <summary>Of all draws.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The cells.</summary>
    public required DataOptions Data { get; init; }

    /// <summary>Which of them for what.</summary>
    public required SplitOptions Split { get; init; }

    /// <summary>What networks are told of perturbations.</summary>
    public VectorOptions Vectors { get; init; } = new();

    /// <summary>Sizes of the network by name.</summary>
    public IReadOnlyDictionary<string, int> Sizes { get; init; } = new Dictionary<string, int>();

    /// <summary>Stages by name.</summary>
    public IReadOnlyDictionary<string, StageOptions> Stages { get; init; } = new Dictionary<string, StageOptions>();

    /// <summary>A model, or weights of the same architecture, to begin from; none for fresh ones.</summary>
    public string? From { get; init; }

    /// <summary>How many trainings that differ in their seed alone answer together. Default: 1, no ensemble.</summary>
    public int Members { get; init; } = 1;

    /// <summary>Files of trained models that are put together, of <see cref="ModelFamily.Ensemble"/>.</summary>
    public IReadOnlyList<string> MemberFiles { get; init; } = [];

    /// <summary>Licence of the weights, for the card.</summary>
    public string Licence { get; init; } = "not stated";

    /// <summary>What names of files in the text are relative to.</summary>
    public string Folder { get; init; } = ".";

    /// <summary>The text, for the run directory.</summary>
    public string Text { get; init; } = "";

    /// <summary>SHA-256 of the text.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>Reads a file. Names of files in it are relative to its folder.</summary>
    /// <exception cref="TrainingException">It cannot be read or used; the message holds everything that is wrong, by line.</exception>
    public static TrainingConfiguration Load(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes }) throw new TrainingException($"{path}: a configuration has at most {MostBytes} bytes, and this file has more. Name the YAML file, not the data.");
            return Parse(File.ReadAllText(path), path, Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"{path}: {unread.Message} Name a configuration of a training.", unread);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="file">What to call it in messages.</param>
    /// <param name="folder">What names of files are relative to.</param>
    /// <exception cref="TrainingException">It cannot be used; the message holds everything that is wrong, by line.</exception>
    public static TrainingConfiguration Parse(string text, string file, string folder)
    {
        List<string> problems = [];
        YamlMappingNode? root;
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            root = stream.Documents.FirstOrDefault()?.RootNode as YamlMappingNode;
        }
        catch (YamlException broken)
        {
            throw new TrainingException($"{file}:{broken.Start.Line}: this is no YAML: {broken.Message} Check indentation and colons there.", broken);
        }

        if (root is null) throw new TrainingException($"{file}:1: a configuration holds keys, as 'model: state-transition' and 'data:'. Write them.");
        var node = new ConfigurationNode(file, "", root, problems);
        var read = Read(node, text, folder);
        node.Finish();
        return problems.Count == 0 ? read : throw new TrainingException(string.Join(Environment.NewLine, problems));
    }

    private static TrainingConfiguration Read(ConfigurationNode node, string text, string folder)
    {
        var family = node.Choice("model", [.. ModelFamily.Networks, .. ModelFamily.Tables, ModelFamily.Ensemble]);
        if (family == ModelFamily.Ensemble) return Together(node, text, folder);
        var (data, split, vectors, sizes, stages) = (node.Section("data", required: true), node.Section("split"), node.Section("perturbations"), node.Section("network"), node.Section("training"));
        var network = ModelFamily.Networks.Contains(family);
        return new()
        {
            Name = node.Text("name") ?? family,
            Family = family,
            Seed = (ulong)node.Number("seed", 1, 0, 1L << 53),
            Data = DataOptions.Read(data, folder),
            Split = SplitOptions.Read(split, folder),
            Vectors = VectorOptions.Read(vectors, folder),
            Sizes = NetworkSizes.Usual(family).ToDictionary(s => s.Name, s => sizes.Whole(s.Name, s.Usual, s.Least), StringComparer.Ordinal),
            Stages = NetworkSizes.Stages(family).ToDictionary(s => s.Name, s => Stage(NetworkSizes.Stages(family).Count == 1 ? stages : stages.Section(s.Name), s.Usual, family), StringComparer.Ordinal),
            From = network ? At(folder, node.Text("from")) : null,
            Members = network ? node.Whole("ensemble", 1, 1, MostMembers) : 1,
            Licence = node.Text("licence") ?? "not stated",
            Text = text,
            Folder = folder,
        };
    }

    /// <summary>An ensemble of models that are there needs no data.</summary>
    private static TrainingConfiguration Together(ConfigurationNode node, string text, string folder)
    {
        var members = node.Texts("members");
        if (members.Count == 0) node.Wrong("model", "An ensemble has to name its members. Add 'members: [a/model.safetensors, b/model.safetensors]'; to train members that differ in their seed, name a network and add 'ensemble: 5'.");
        return new() { Name = node.Text("name") ?? ModelFamily.Ensemble, Family = ModelFamily.Ensemble, Data = new() { File = "" }, Split = new(), MemberFiles = [.. members.Select(m => At(folder, m)!)], Members = Math.Max(1, members.Count), Licence = node.Text("licence") ?? "not stated", Text = text, Folder = folder };
    }

    private static StageOptions Stage(ConfigurationNode node, StageOptions usual, string family) => usual with
    {
        Steps = node.Whole("steps", usual.Steps),
        Batch = node.Whole("batch", usual.Batch),
        Rate = node.Number("rate", usual.Rate, 0),
        Decay = node.Number("decay", usual.Decay, 0),
        ValidateEvery = node.Whole("validate_every", usual.ValidateEvery),
        Patience = node.Whole("patience", usual.Patience),
        OneCycle = node.Flag("one_cycle", usual.OneCycle),
        ZerosWeight = family == ModelFamily.VirtualCellLine ? node.Number("zeros_weight", usual.ZerosWeight, 0) : 0,
    };

    private static string? At(string folder, string? name) => name is null ? null : Path.GetFullPath(Path.Combine(folder, name));
}
