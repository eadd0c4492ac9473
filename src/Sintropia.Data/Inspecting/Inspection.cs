using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Presets;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Inspecting;

/// <summary>What is in a file of cells, and what can be made of it.</summary>
public sealed record Inspection
{
    private const int LookedAt = 500;

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>What kind of file it is.</summary>
    public required string Format { get; init; }

    /// <summary>Number of cells.</summary>
    public required int Cells { get; init; }

    /// <summary>Number of genes.</summary>
    public required int Genes { get; init; }

    /// <summary>Some names of cells.</summary>
    public required IReadOnlyList<string> CellNames { get; init; }

    /// <summary>Some names of genes.</summary>
    public required IReadOnlyList<string> GeneNames { get; init; }

    /// <summary>Columns of cells.</summary>
    public required IReadOnlyList<ColumnSummary> Obs { get; init; }

    /// <summary>Columns of genes.</summary>
    public required IReadOnlyList<ColumnSummary> Var { get; init; }

    /// <summary>X, layers and raw: how each is kept, and what its values are.</summary>
    public required IReadOnlyList<(string Name, string Storage, MatrixSummary Values)> Matrices { get; init; }

    /// <summary>What else there is: obsm, varm, obsp, varp, uns.</summary>
    public required IReadOnlyList<(string Place, IReadOnlyList<string> Names)> Beside { get; init; }

    /// <summary>Presets whose columns it has.</summary>
    public required IReadOnlyList<string> Presets { get; init; }

    /// <summary>Matrices that are neither counts nor of cells with one total, and that a culture takes all the same, since multiples of one molecule show through; and why.</summary>
    public required IReadOnlyList<(string Name, string Why)> Multiples { get; init; }

    /// <summary>What a culture or a training run can make of it, in sentences.</summary>
    public IReadOnlyList<string> Uses => [.. Founding(), .. Training()];

    /// <summary>Looks at a file; matrices of .h5ad files are read in blocks.</summary>
    /// <param name="path">Where.</param>
    /// <param name="genesInRows">Whether rows of a .csv, .tsv or .txt are genes.</param>
    /// <exception cref="DataFileException">It cannot be read.</exception>
    public static Inspection Of(string path, bool genesInRows = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!CellFile.IsAnnData(path)) return Of(path, CellFile.Read(path, genesInRows));
        using var file = AnnDataFile.Open(path);
        var (obs, var) = (file.Obs.Read(), file.Var.Read());
        var stored = new[] { file.X }.Concat(file.Layers.Values).Append(file.RawX).OfType<StoredMatrix>();
        (StoredMatrix Stored, MatrixSummary Values)[] matrices = [.. stored.Select(m => (m, Summed(m.Blocks())))];
        return From(path, "AnnData", obs, var, [.. matrices.Select(m => (m.Stored.Name, Storage(m.Stored), m.Values))], [.. matrices.SelectMany(m => Taken(m.Stored.Name, m.Values, () => m.Stored.ReadRows(0, Math.Min(LookedAt, m.Stored.Rows))))],
            [("obsm", file.ObsmNames), ("varm", file.VarmNames), ("obsp", [.. file.Obsp.Keys]), ("varp", [.. file.Varp.Keys]), ("uns", [.. file.ReadUns().Names])]);
    }

    private static Inspection Of(string path, AnnotatedMatrix data)
    {
        var values = new MatrixSummary();
        values.Add(data.Matrix());
        return From(path, Directory.Exists(path) ? "10x folder" : "delimited text", data.Obs, data.Var, [("X", "text", values)], [.. Taken("X", values, () => data.Matrix())], []);
    }

    private static Inspection From(string path, string format, Table obs, Table var, IReadOnlyList<(string, string, MatrixSummary)> matrices, IReadOnlyList<(string, string)> multiples, IEnumerable<(string Place, IReadOnlyList<string> Names)> beside) => new()
    {
        Path = path, Format = format, Cells = obs.Rows, Genes = var.Rows, CellNames = [.. obs.Names.Take(3)], GeneNames = [.. var.Names.Take(5)],
        Obs = [.. obs.Columns.Select(ColumnSummary.Of)], Var = [.. var.Columns.Select(ColumnSummary.Of)], Matrices = matrices, Multiples = multiples,
        Beside = [.. beside.Where(b => b.Names.Count > 0)], Presets = [.. PerturbationPreset.All.Where(p => p.Fits(obs)).Select(p => p.Name)],
    };

    private static IEnumerable<(string, string)> Taken(string name, MatrixSummary values, Func<CellMatrix> some)
    {
        if (values.Kind != ValueKind.NotNegative || values.Rows == 0) yield break;
        var check = Preprocessing.CountsCheck.Of(some());
        if (check.Kind is Preprocessing.ValueKind.LogNormalised or Preprocessing.ValueKind.Normalised) yield return (name, check.Why);
    }

    private static MatrixSummary Summed(IEnumerable<RowBlock> blocks)
    {
        var summary = new MatrixSummary();
        foreach (var block in blocks) summary.Add(block.Values);
        return summary;
    }

    private static string Storage(StoredMatrix matrix) => $"{matrix.ElementType}, {matrix.Layout switch { StoredLayout.Dense => "dense", StoredLayout.ByRows => "sparse by cells (CSR)", _ => "sparse by genes (CSC)" }}";

    private IEnumerable<string> Founding()
    {
        var counts = Matrices.FirstOrDefault(m => m.Values.Kind == ValueKind.Counts);
        var logs = Matrices.FirstOrDefault(m => m.Values.Kind == ValueKind.LogNormalised);
        if (Cells == 0) yield return "There are no cells, so that nothing can be founded or trained.";
        else if (counts.Name is not null) yield return $"A culture can be founded on the counts of {counts.Name}: they are normalised when read.";
        else if (logs.Name is not null) yield return $"A culture can be founded on {logs.Name}, which is log-normalised already.";
        else if (Matrices.FirstOrDefault(m => m.Values.Kind == ValueKind.Normalised) is { Name: { } normalised }) yield return $"A culture can be founded on {normalised}: the logarithm is taken when it is read.";
        else if (Multiples is [var (name, why), ..]) yield return $"A culture can be founded on {name}. {why}";
        else yield return "A culture needs counts or log-normalised values, and no matrix here has them: go back to the file before it was scaled, or name another.";
    }

    private IEnumerable<string> Training()
    {
        if (Cells == 0) yield break;
        if (Matrices.All(m => m.Values.Kind != ValueKind.Counts)) yield return "Models of counts cannot be trained: there are no counts. Those of log-normalised values can, where there are such.";
        yield return Presets.Count > 0 ? $"Its columns look like those of the preset{(Presets.Count > 1 ? "s" : "")} {string.Join(", ", Presets)}: sintropia convert IN OUT.h5ad --preset {Presets[0]} brings them to one convention."
            : Obs.Any(c => c.Name == "perturbation") ? "Its column 'perturbation' says what was done to cells."
            : "No column is known to say what was done to cells: a model of perturbations needs one named 'perturbation', with 'control' for cells left alone.";
    }
}
