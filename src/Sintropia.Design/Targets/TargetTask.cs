using Sintropia.Design.Tasks;
using Sintropia.Training.Configuration;

namespace Sintropia.Design.Targets;

/// <summary>What `sintropia design target` is asked: from which state to which, among which candidates, by which predictor.</summary>
public sealed record TargetTask
{
    /// <summary>The candidates that data or model name.</summary>
    public const string Known = "known";

    /// <summary>All pairs of what data or model name, beside the singles.</summary>
    public const string Pairs = "pairs";

    /// <summary>Baselines that a task can name.</summary>
    public static IReadOnlyList<string> Baselines { get; } = ["additive", "perturbation-mean", "nearest-neighbours", "mean-delta", "no-change"];

    /// <summary>Name, for reports.</summary>
    public required string Name { get; init; }

    /// <summary>Of all draws.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The cells.</summary>
    public required DataOptions Data { get; init; }

    /// <summary>Cell type or line of the data that is asked about; null where there is one.</summary>
    public string? Context { get; init; }

    /// <summary>State A; null for controls.</summary>
    public StateOptions? From { get; init; }

    /// <summary>State B.</summary>
    public required StateOptions To { get; init; }

    /// <summary>Whether what brings B back to A is sought.</summary>
    public bool Reverse { get; init; }

    /// <summary>Perturbations that nothing may be learned from, with all that is done together with one of them.</summary>
    public IReadOnlyList<string> Hide { get; init; } = [];

    /// <summary>A trained model; null for a baseline.</summary>
    public string? Model { get; init; }

    /// <summary>One of <see cref="Baselines"/>; null for a model.</summary>
    public string? Baseline { get; init; }

    /// <summary>What <c>nearest-neighbours</c> knows of genes.</summary>
    public VectorOptions Knowledge { get; init; } = new();

    /// <summary>Names, or one of <see cref="Known"/> and <see cref="Pairs"/>.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [Known];

    /// <summary>Measures, the first of which heads the report.</summary>
    public IReadOnlyList<TargetMeasure> Measures { get; init; } = [TargetMeasure.Cosine, TargetMeasure.Connectivity];

    /// <summary>Whether genes that candidates act on are left out of the comparison.</summary>
    public bool LeaveOutTargets { get; init; }

    /// <summary>Whether a network is searched through by gradients too.</summary>
    public bool Gradient { get; init; } = true;

    /// <summary>Most unperturbed cells that every candidate is tried on. Default: 256.</summary>
    public int MostCells { get; init; } = 256;

    /// <summary>Draws of cells, and searches with exchanged genes. Default: 200.</summary>
    public int Draws { get; init; } = 200;

    /// <summary>Reads a task.</summary>
    /// <param name="path">A YAML file.</param>
    /// <exception cref="DesignException">It cannot be read or used; the message holds everything that is wrong, by line.</exception>
    public static TargetTask Load(string path) => TaskFile.Load(path, (node, folder) => Read(node, folder, Path.GetFileNameWithoutExtension(path)));

    internal static TargetTask Read(ConfigurationNode node, string folder, string name)
    {
        string[] words = [.. Enum.GetNames<TargetMeasure>().Select(w => w.ToLowerInvariant())];
        var predictor = node.Section("predictor");
        var (model, baseline) = (TaskFile.At(folder, predictor.Text("model")), predictor.Has("baseline") ? predictor.Choice("baseline", Baselines) : null);
        if (model is not null && baseline is not null) predictor.Wrong("baseline", "The predictor is a 'model' or a 'baseline', and here stand both. Keep one.");
        var knowledge = VectorOptions.Read(predictor.Section("knowledge"), folder);
        if (baseline == "nearest-neighbours" && knowledge.GeneSets.Count == 0 && knowledge.Regulons is null && knowledge.Interactions is null) predictor.Wrong("baseline", "'nearest-neighbours' has to know something of genes: add 'knowledge: { gene_sets: [FILE.gmt] }' to the predictor.");
        var measures = node.Has("measures") ? node.Texts("measures") : ["cosine", "connectivity"];
        foreach (var unknown in measures.Except(words)) node.Wrong("measures", $"There is no measure '{unknown}'.{(NearestName.To(unknown, words) is { } near ? $" Did you mean '{near}'?" : "")} There are {string.Join(", ", words)}.");
        if (measures.Count == 0) node.Wrong("measures", $"'measures' names none. There are {string.Join(", ", words)}.");
        var candidates = node.Has("candidates") ? node.Texts("candidates") : [Known];
        if (candidates.Count == 0) node.Wrong("candidates", $"'candidates' is empty, and nothing can be ranked. Write '{Known}' for what the data name, '{Pairs}' for pairs of them too, or names.");
        return new()
        {
            Name = node.Text("name") ?? name,
            Seed = (ulong)node.Number("seed", 1, 0, 1L << 53),
            Data = DataOptions.Read(node.Section("data", required: true), folder),
            Context = node.Text("context"),
            From = StateOptions.Read(node, "from", folder, required: false),
            To = StateOptions.Read(node, "to", folder, required: true) ?? new(null, null, null),
            Reverse = node.Flag("reverse", false),
            Hide = node.Texts("hide"),
            Model = model,
            Baseline = model is null ? baseline ?? Baselines[0] : null,
            Knowledge = knowledge,
            Candidates = candidates,
            Measures = [.. measures.Where(words.Contains).Select(w => (TargetMeasure)Array.IndexOf(words, w))],
            LeaveOutTargets = node.Flag("leave_out_targets", false),
            Gradient = node.Flag("gradient", true),
            MostCells = node.Whole("cells", 256, 1, 100_000),
            Draws = node.Whole("draws", 200, 20, 10_000),
        };
    }
}
