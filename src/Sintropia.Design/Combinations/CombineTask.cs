using Sintropia.Design.Tasks;
using Sintropia.Design.Trials;
using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.Combinations;
using Sintropia.Training.Configuration;

namespace Sintropia.Design.Combinations;

/// <summary>What is to be found out about drugs together: what to measure next, how well such a search would have done, or what simulated cultures say.</summary>
public sealed record CombineTask
{
    private static readonly string[] s_baselines = ["control", "given", "fitted"], s_acquisitions = ["expected_improvement", "upper_confidence"];

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>The table of what is measured; null where cultures are screened.</summary>
    public string? Table { get; init; }

    /// <summary>Its columns.</summary>
    public MatrixOptions Columns { get; init; } = new();

    /// <summary>Column that says what the first drug is aimed at; null for none.</summary>
    public string? Target { get; init; }

    /// <summary>What no effect is.</summary>
    public BaselineRule Baseline { get; init; } = BaselineRule.Fitted;

    /// <summary>How many measurements are proposed.</summary>
    public int Next { get; init; } = 8;

    /// <summary>How a proposal is weighed.</summary>
    public Acquisition Acquisition { get; init; }

    /// <summary>Seed of what is drawn.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How searches are judged; null where they are not.</summary>
    public JudgeOptions? Judge { get; init; }

    /// <summary>The screen of cultures; null where a table is read.</summary>
    public CultureScreen? Screen { get; init; }

    /// <summary>Reads a task.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">A table in place of the one that the task names; null for that.</param>
    /// <exception cref="DesignException">It cannot be used; the message names lines.</exception>
    public static CombineTask Load(string path, string? table = null) => TaskFile.Load(path, (node, folder) => Read(node, folder, Path.GetFileNameWithoutExtension(path), table));

    /// <summary>Reads a text.</summary>
    /// <exception cref="DesignException">It cannot be used; the message names lines.</exception>
    public static CombineTask Parse(string text, string file, string folder, string? table = null) => TaskFile.Parse(text, file, folder, (node, at) => Read(node, at, Path.GetFileNameWithoutExtension(file), table));

    private static CombineTask Read(ConfigurationNode node, string folder, string file, string? given)
    {
        var screen = node.Has("screen") ? Cultures(node.Section("screen"), folder) : null;
        var table = TaskFile.At(folder, node.Text("table"));
        if (given is null && table is null && screen is null) node.Wrong("table", "A task names either a 'table' of measurements or a 'screen' of simulated cultures. Add one.");
        if (table is not null && screen is not null) node.Wrong("screen", "A task has either a 'table' or a 'screen', not both. Make two of it.");
        var columns = node.Section("columns");
        return new()
        {
            Name = node.Text("name") ?? file,
            Table = screen is null ? given ?? table : null,
            Columns = new()
            {
                Block = columns.Texts("block"), DrugA = columns.Text("drug_a") ?? "drug_a", DrugB = columns.Text("drug_b") ?? "drug_b", DoseA = columns.Text("dose_a") ?? "dose_a", DoseB = columns.Text("dose_b") ?? "dose_b",
                Response = columns.Text("response") ?? "response", Scale = columns.Flag("percent", false) ? 100 : 1, Inhibition = columns.Flag("inhibition", false),
            },
            Target = columns.Text("target"),
            Baseline = (BaselineRule)Array.IndexOf(s_baselines, node.Choice("baseline", s_baselines, "fitted")),
            Next = node.Whole("next", 8, 1, 10_000),
            Acquisition = (Acquisition)Array.IndexOf(s_acquisitions, node.Choice("acquisition", s_acquisitions, "expected_improvement")),
            Seed = (ulong)node.Whole("seed", 1, 0),
            Judge = node.Has("judge") ? Judged(node.Section("judge")) : null,
            Screen = screen,
        };
    }

    private static JudgeOptions Judged(ConfigurationNode node) => new()
    {
        Seeds = node.Whole("seeds", 20, 1, 1000), Measurements = node.Whole("measurements", 20, 1, 10_000), Matrices = node.Whole("matrices", 120, 1, 2000), Batch = node.Whole("batch", 6, 1, 1000),
    };

    private static CultureScreen Cultures(ConfigurationNode node, string folder)
    {
        var drugs = node.Section("drugs", required: true);
        var found = drugs.Names.Select(name => (Name: name, Drug: drugs.Section(name))).Select(d => new ScreenedDrug(d.Name, d.Drug.Text("at", required: true) ?? "", d.Drug.Texts("doses"))).ToArray();
        if (found.Length < 2) node.Wrong("drugs", "A screen of pairs takes two drugs or more. Write 'drugs: { a: { at: 'interventions[0].dose', doses: [0 nM, 10 nM, 100 nM, 1000 nM] }, b: … }'.");
        foreach (var drug in found.Where(d => d.Doses.Count < 2)) node.Wrong("drugs", $"'{drug.Name}' has {drug.Doses.Count} doses. Give two or more under 'doses', the first of them none, as '0 nM'.");
        return new(TaskFile.At(folder, node.Text("scenario", required: true)) ?? "", node.Text("condition"), found, Readout.Read(node, "response", "of"), node.Whole("replicates", 3, 1, 1000));
    }
}
