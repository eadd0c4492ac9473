using Sintropia.Design.Targets;
using Sintropia.Design.Tasks;
using Sintropia.Training.Configuration;

namespace Sintropia.Design.Mechanisms;

/// <summary>What `sintropia design mechanism` is asked: which sets of genes a change between two states is about, what a predictor's maps say, and what its answer depends on.</summary>
public sealed record MechanismTask
{
    /// <summary>Name, for reports.</summary>
    public required string Name { get; init; }

    /// <summary>Of all draws.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The cells.</summary>
    public required DataOptions Data { get; init; }

    /// <summary>Cell type or line of the data that is asked about; null where there is one.</summary>
    public string? Context { get; init; }

    /// <summary>What was done to the cells whose change is explained.</summary>
    public required string Perturbation { get; init; }

    /// <summary>A trained model whose maps are drawn; null for measured changes alone.</summary>
    public string? Model { get; init; }

    /// <summary>Files of gene sets (.gmt).</summary>
    public IReadOnlyList<string> GeneSets { get; init; } = [];

    /// <summary>Who is known to regulate whom; null for no comparison.</summary>
    public EdgeOptions? Regulons { get; init; }

    /// <summary>Sets with fewer genes in the panel are left out. Default: 5.</summary>
    public int Fewest { get; init; } = 5;

    /// <summary>False discovery rate under which a gene counts as changed. Default: 0.05.</summary>
    public double Rate { get; init; } = 0.05;

    /// <summary>Most unperturbed cells that a model is asked about; gradients take a walk back for each gene. Default: 16.</summary>
    public int MostCells { get; init; } = 16;

    /// <summary>Random sets, exchanges and draws. Default: 200.</summary>
    public int Draws { get; init; } = 200;

    /// <summary>Reads a task.</summary>
    /// <param name="path">A YAML file.</param>
    /// <exception cref="DesignException">It cannot be read or used; the message holds everything that is wrong, by line.</exception>
    public static MechanismTask Load(string path) => TaskFile.Load(path, (node, folder) =>
    {
        var sets = node.Texts("gene_sets");
        if (sets.Count == 0) node.Wrong("gene_sets", "'gene_sets' names no file. Add 'gene_sets: [FILE.gmt]', as of MSigDB.");
        return new MechanismTask
        {
            Name = node.Text("name") ?? Path.GetFileNameWithoutExtension(path),
            Seed = (ulong)node.Number("seed", 1, 0, 1L << 53),
            Data = DataOptions.Read(node.Section("data", required: true), folder),
            Context = node.Text("context"),
            Perturbation = node.Text("perturbation", required: true) ?? "",
            Model = TaskFile.At(folder, node.Text("model")),
            GeneSets = [.. sets.Select(s => TaskFile.At(folder, s)!)],
            Regulons = EdgeOptions.Read(node.Section("regulons"), folder),
            Fewest = node.Whole("fewest_genes", 5, 2, 10_000),
            Rate = node.Number("rate", 0.05, 1e-6, 1),
            MostCells = node.Whole("cells", 16, 1, 100_000),
            Draws = node.Whole("draws", 200, 20, 100_000),
        };
    });
}
