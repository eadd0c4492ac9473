using System.Text.RegularExpressions;
using Sintropia.Data;
using Sintropia.Data.Genes;
using Sintropia.Design.Tasks;
using Sintropia.Training.Configuration;

namespace Sintropia.Design.Safety.Dependencies;

/// <summary>A panel of cell lines in which the loss of genes is asked about: what it would do to those that were not screened, or how well that can be predicted.</summary>
public sealed partial record DependencyTask
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>Table of gene effects.</summary>
    public required string Effects { get; init; }

    /// <summary>Table of expression.</summary>
    public required string Expression { get; init; }

    /// <summary>Table of annotations; null for none.</summary>
    public string? Models { get; init; }

    /// <summary>Sets of genes, a .gmt file; null for none.</summary>
    public string? Sets { get; init; }

    /// <summary>Candidates: genes whose loss is asked about; all where empty.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    /// <summary>Folds of lines, and of genes, that predictions are judged by; 0 where they are not.</summary>
    public int Folds { get; init; }

    /// <summary>Seed of folds and resamples.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether a file is such a task, and not one of organs.</summary>
    public static bool IsIn(string path) => File.Exists(path) && Key().IsMatch(File.ReadAllText(path));

    /// <summary>Reads a task.</summary>
    /// <param name="path">The file.</param>
    /// <param name="data">A folder with DepMap's files and gene sets in place of those that the task names; null for these.</param>
    /// <exception cref="DesignException">It cannot be used; the message names lines.</exception>
    public static DependencyTask Load(string path, string? data = null) => TaskFile.Load(path, (node, folder) => Read(node, data ?? folder, Path.GetFileNameWithoutExtension(path)));

    /// <summary>Reads a text.</summary>
    /// <exception cref="DesignException">It cannot be used; the message names lines.</exception>
    public static DependencyTask Parse(string text, string file, string folder) => TaskFile.Parse(text, file, folder, (node, at) => Read(node, at, Path.GetFileNameWithoutExtension(file)));

    /// <summary>The sets that it names; null for none.</summary>
    /// <exception cref="DesignException">The file cannot be read.</exception>
    public IReadOnlyList<IReadOnlySet<string>>? ReadSets()
    {
        if (Sets is null) return null;
        try
        {
            return [.. GeneSet.ParseGmt(File.ReadAllText(Sets), Sets).Select(s => s.Genes.ToHashSet())];
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or DataFileException)
        {
            throw new DesignException($"{Sets}: {unread.Message} Name a .gmt file under 'dependencies.sets'.", unread);
        }
    }

    private static DependencyTask Read(ConfigurationNode node, string folder, string file)
    {
        var tables = node.Section("dependencies", required: true);
        return new()
        {
            Name = node.Text("name") ?? file,
            Effects = TaskFile.At(folder, tables.Text("effects", required: true)) ?? "",
            Expression = TaskFile.At(folder, tables.Text("expression", required: true)) ?? "",
            Models = TaskFile.At(folder, tables.Text("models")),
            Sets = TaskFile.At(folder, tables.Text("sets")),
            Candidates = node.Texts("candidates"),
            Folds = node.Has("judge") ? node.Section("judge").Whole("folds", 5, 2, 20) : 0,
            Seed = (ulong)node.Whole("seed", 1, 0),
        };
    }

    [GeneratedRegex(@"^dependencies\s*:", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
