using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Stored;
using Sintropia.Data.Tables;

namespace Sintropia.Data.AnnData;

/// <summary>An .h5ad file that is open for reading: shapes and columns are known, values are read when asked for.</summary>
/// <remarks>Layouts of AnnData 0.7 and later. Nothing outside the file is read, whatever its links say. May be used by several threads.</remarks>
public sealed class AnnDataFile : IDisposable
{
    private readonly StoredFile _file;

    private AnnDataFile(StoredFile file)
    {
        _file = file;
        try
        {
            var root = file.Root;
            if (!root.Has("obs") && !root.Has("var")) throw new DataFileException(Path, null, "It is an HDF5 file and not an AnnData one: it has neither obs nor var.", "Name an .h5ad file; 10x's .h5 files are not read (Cell Ranger writes a folder with matrix.mtx.gz beside them).");
            Obs = Table("obs", root);
            Var = Table("var", root);
            X = root.Has("X") ? Fitting(Matrix("X", root, "X"), Cells, Genes) : null;
            Layers = Matrices("layers", Cells, Genes);
            Obsp = Matrices("obsp", Cells, Cells);
            Varp = Matrices("varp", Genes, Genes);
            if (root.Has("raw") && root.FindGroup("raw") is { } raw)
            {
                RawVar = Table("var", raw, "raw/var");
                RawX = Fitting(Matrix("raw/X", raw, "X"), Cells, RawVar.Rows);
            }

            Int128 values = 0;
            foreach (var matrix in Layers.Values.Concat(Obsp.Values).Concat(Varp.Values)) values += matrix.StoredValues;
            if (!file.CouldHold(values)) throw new DataFileException(Path, null, $"Its matrices claim {values} values, and the file has {file.Length} bytes.", "The file was made to mislead; get it again.");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The file, as it was named.</summary>
    public string Path => _file.Name;

    /// <summary>Number of cells.</summary>
    public int Cells => Obs.Rows;

    /// <summary>Number of genes.</summary>
    public int Genes => Var.Rows;

    /// <summary>What is known of cells.</summary>
    public StoredTable Obs { get; }

    /// <summary>What is known of genes.</summary>
    public StoredTable Var { get; }

    /// <summary>[cells, genes]; null where the file has none.</summary>
    public StoredMatrix? X { get; }

    /// <summary>Further matrices [cells, genes].</summary>
    public IReadOnlyDictionary<string, StoredMatrix> Layers { get; }

    /// <summary>Matrices [cells, cells].</summary>
    public IReadOnlyDictionary<string, StoredMatrix> Obsp { get; }

    /// <summary>Matrices [genes, genes].</summary>
    public IReadOnlyDictionary<string, StoredMatrix> Varp { get; }

    /// <summary>The matrix before genes were chosen; null where the file has none.</summary>
    public StoredMatrix? RawX { get; }

    /// <summary>The genes of <see cref="RawX"/>.</summary>
    public StoredTable? RawVar { get; }

    /// <summary>Names of what lies beside cells: embeddings.</summary>
    public IReadOnlyList<string> ObsmNames => Names("obsm");

    /// <summary>Names of what lies beside genes.</summary>
    public IReadOnlyList<string> VarmNames => Names("varm");

    /// <summary>Opens a file.</summary>
    /// <exception cref="DataFileException">It is not there, torn, no AnnData file, or says what cannot be.</exception>
    public static AnnDataFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new(StoredFile.Open(path));
    }

    /// <summary>The matrix of a layer, or X for null.</summary>
    /// <exception cref="DataFileException">There is none.</exception>
    public StoredMatrix Matrix(string? layer = null) => (layer is null ? X : Layers.GetValueOrDefault(layer)) ?? throw new DataFileException(Path, null, layer is null ? "It has no X." : $"It has no layer '{layer}'.", Layers.Count == 0 ? "It has no layers either." : $"Its layers are: {string.Join(", ", Layers.Keys)}.");

    /// <summary>What lies beside cells under a name.</summary>
    /// <exception cref="DataFileException">There is nothing, it has not a row a cell, or the file is damaged.</exception>
    public Annotation ReadObsm(string name) => Beside("obsm", name, Cells);

    /// <summary>What lies beside genes under a name.</summary>
    /// <exception cref="DataFileException">There is nothing, it has not a row a gene, or the file is damaged.</exception>
    public Annotation ReadVarm(string name) => Beside("varm", name, Genes);

    /// <summary>Everything else.</summary>
    /// <exception cref="DataFileException">The file is damaged.</exception>
    public AnnotationTree ReadUns()
    {
        var uns = _file.Root.FindGroup("uns");
        return uns is null ? [] : new AnnotationReader().Tree(uns);
    }

    /// <summary>All of the file.</summary>
    /// <exception cref="DataFileException">The file is damaged, or an array cannot hold so many values.</exception>
    public AnnotatedMatrix Read() => new(X?.Read(), Obs.Read(), Var.Read())
    {
        Layers = Layers.ToDictionary(l => l.Key, l => l.Value.Read(), StringComparer.Ordinal),
        Obsm = ObsmNames.ToDictionary(n => n, ReadObsm, StringComparer.Ordinal),
        Varm = VarmNames.ToDictionary(n => n, ReadVarm, StringComparer.Ordinal),
        Obsp = Obsp.ToDictionary(p => p.Key, p => p.Value.Read(), StringComparer.Ordinal),
        Varp = Varp.ToDictionary(p => p.Key, p => p.Value.Read(), StringComparer.Ordinal),
        Uns = ReadUns(),
        Raw = RawX is null ? null : new(RawX.Read(), RawVar!.Read()),
    };

    /// <summary>Some cells, in the order given, with X, layers and what is known of them; not raw, nor pairs of cells.</summary>
    /// <param name="cells">Which.</param>
    /// <exception cref="DataFileException">The file is damaged, or an array cannot hold so many values.</exception>
    public AnnotatedMatrix ReadCells(ReadOnlySpan<int> cells)
    {
        var chosen = cells.ToArray();
        var everything = new AnnotatedMatrix(null, Obs.Read(), Var.Read()) { Obsm = ObsmNames.ToDictionary(n => n, ReadObsm, StringComparer.Ordinal) }.SelectCells(chosen);
        return new(X?.ReadRows(chosen), everything.Obs, everything.Var)
        {
            Layers = Layers.ToDictionary(l => l.Key, l => l.Value.ReadRows(chosen), StringComparer.Ordinal),
            Obsm = everything.Obsm,
            Varm = VarmNames.ToDictionary(n => n, ReadVarm, StringComparer.Ordinal),
            Varp = Varp.ToDictionary(p => p.Key, p => p.Value.Read(), StringComparer.Ordinal),
            Uns = ReadUns(),
        };
    }

    /// <summary>Closes the file; its matrices and tables can no longer be read.</summary>
    public void Dispose() => _file.Dispose();

    private StoredTable Table(string name, StoredGroup group, string? called = null)
    {
        var node = group.Find(name) ?? throw group.Wrong($"'{name}' is missing.", "The file is not whole, or no AnnData file.");
        return node is StoredGroup table ? new(called ?? name, table) : throw node.Wrong("It is kept as one array of records, as AnnData did before 0.7.", "Open and save it once with a newer AnnData.");
    }

    private static StoredMatrix Matrix(string called, StoredGroup group, string name) => StoredMatrix.Open(called, group.Find(name) ?? throw group.Wrong($"'{name}' is missing.", "The file is not whole; get it again."));

    private Dictionary<string, StoredMatrix> Matrices(string place, int rows, int columns)
    {
        var group = _file.Root.FindGroup(place);
        return group is null ? [] : group.Names().ToDictionary(name => name, name => Fitting(Matrix($"{place}/{name}", group, name), rows, columns), StringComparer.Ordinal);
    }

    private StoredMatrix Fitting(StoredMatrix matrix, int rows, int columns) => matrix.Rows == rows && matrix.Columns == columns ? matrix
        : throw new DataFileException(Path, matrix.Name, $"It is {matrix.Rows} × {matrix.Columns}, and obs and var make {rows} × {columns}.", "The file is damaged; get it again.");

    private IReadOnlyList<string> Names(string place)
    {
        var group = _file.Root.FindGroup(place);
        return group?.Names() ?? [];
    }

    private Annotation Beside(string place, string name, int rows)
    {
        var group = _file.Root.FindGroup(place);
        var node = group?.Find(name) ?? throw new DataFileException(Path, place, $"There is no '{name}'.", $"There are: {string.Join(", ", Names(place))}.");
        var read = new AnnotationReader().Beside(node);
        var own = AnnotatedMatrix.RowsOf(read);
        return own < 0 || own == rows ? read : throw node.Wrong($"It has {own} rows for {rows} {(place == "obsm" ? "cells" : "genes")}.", "The file is damaged; get it again.");
    }
}
