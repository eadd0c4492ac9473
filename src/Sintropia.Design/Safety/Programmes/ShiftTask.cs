using System.Text.RegularExpressions;
using Sintropia.Design.Tasks;
using Sintropia.Training.Configuration;

namespace Sintropia.Design.Safety.Programmes;

/// <summary>What candidates do to programmes of genes across cell types: of cells that were measured, or of those that a model predicts.</summary>
public sealed partial record ShiftTask
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>Cells, an .h5ad file: untreated ones, and treated ones where no model is asked.</summary>
    public required string Cells { get; init; }

    /// <summary>The model that is asked what becomes of untreated cells; null where treated ones are in the file.</summary>
    public string? Model { get; init; }

    /// <summary>Sets of genes, a .gmt file.</summary>
    public required string Programmes { get; init; }

    /// <summary>Programmes of that file that are asked about; all where empty.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>Column that says what was done to a cell; empty where nothing was done to any.</summary>
    public string Column { get; init; } = "";

    /// <summary>What it says of untreated cells.</summary>
    public string Control { get; init; } = "control";

    /// <summary>Column of the cell type or line; null for one.</summary>
    public string? Context { get; init; }

    /// <summary>Layer; null for X.</summary>
    public string? Layer { get; init; }

    /// <summary>Which cells are taken; null for all.</summary>
    public string? Where { get; init; }

    /// <summary>Candidates; all that the column, or the model, names where empty.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    /// <summary>Random sets of genes that each shift is held against, and resamples of cells. Default: 2,000.</summary>
    public int Draws { get; init; } = 2000;

    /// <summary>Seed of these.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether a file is such a task, and not one of organs.</summary>
    public static bool IsIn(string path) => File.Exists(path) && Key().IsMatch(File.ReadAllText(path));

    /// <summary>Reads a task.</summary>
    /// <exception cref="DesignException">It cannot be used; the message names lines.</exception>
    public static ShiftTask Load(string path) => TaskFile.Load(path, (node, folder) => Read(node, folder, Path.GetFileNameWithoutExtension(path)));

    /// <summary>Reads a text.</summary>
    /// <exception cref="DesignException">It cannot be used; the message names lines.</exception>
    public static ShiftTask Parse(string text, string file, string folder) => TaskFile.Parse(text, file, folder, (node, at) => Read(node, at, Path.GetFileNameWithoutExtension(file)));

    private static ShiftTask Read(ConfigurationNode node, string folder, string file)
    {
        var shifts = node.Section("shifts", required: true);
        var model = TaskFile.At(folder, shifts.Text("model"));
        var column = shifts.Text("perturbation") ?? "";
        if (model is null && column.Length == 0) shifts.Wrong("perturbation", "'shifts' names neither a 'model' that is asked nor the column 'perturbation' that says what was done to a cell. Add one.");
        return new()
        {
            Name = node.Text("name") ?? file,
            Cells = TaskFile.At(folder, shifts.Text("cells", required: true)) ?? "",
            Model = model,
            Programmes = TaskFile.At(folder, shifts.Text("programmes", required: true)) ?? "",
            Named = shifts.Texts("named"),
            Column = column,
            Control = shifts.Text("control") ?? "control",
            Context = shifts.Text("context"),
            Layer = shifts.Text("layer"),
            Where = shifts.Text("where"),
            Candidates = node.Texts("candidates"),
            Draws = node.Whole("draws", 2000, 100, 1_000_000),
            Seed = (ulong)node.Whole("seed", 1, 0),
        };
    }

    [GeneratedRegex(@"^shifts\s*:", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
