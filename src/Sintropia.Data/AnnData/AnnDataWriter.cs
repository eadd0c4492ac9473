using Sintropia.Data.Annotated;
using Sintropia.Data.Hdf5;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Data.AnnData;

/// <summary>Writes an .h5ad file by blocks of cells, so that it may be larger than memory: what is kept are the ends of sparse rows and the names of categories. The file appears under its name when it is complete, and not before.</summary>
/// <remarks>Encodings of AnnData 0.8 and later. The first block decides which columns, layers and embeddings there are, and whether matrices are sparse.</remarks>
public sealed class AnnDataWriter : IDisposable
{
    private readonly string _path, _temporary;
    private readonly HdfFile _file;
    private readonly HdfPacking _packing;
    private readonly Table _var;
    private readonly Dictionary<string, MatrixSink> _layers = new(StringComparer.Ordinal), _obsm = new(StringComparer.Ordinal);
    private readonly List<HdfGroup> _groups = [];
    private TableSink? _obs;
    private MatrixSink? _x;
    private bool _completed;

    private AnnDataWriter(string path, Table var, AnnDataOptions options)
    {
        (_path, _var, _packing) = (path, var, new(options.Compression));
        _temporary = $"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        _file = HdfFile.Create(_temporary, path);
    }

    /// <summary>Cells so far.</summary>
    public long Cells => _obs?.Rows ?? 0;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Where; a file that is there is replaced when this one is complete.</param>
    /// <param name="var">What is known of genes.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="DataFileException">The folder is not there or cannot be written, or libhdf5 is not installed.</exception>
    public static AnnDataWriter Create(string path, Table var, AnnDataOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(var);
        if (Directory.Exists(path)) throw new DataFileException(path, null, "It is a folder.", "Name a file in it.");
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)))) throw new DataFileException(path, null, "There is no such folder.", "Make it, or name another.");
        var writer = new AnnDataWriter(path, var, options ?? new());
        try
        {
            writer._file.Root.As("anndata", "0.1.0");
            TableSink.Write(writer._file.Root, "var", var, writer._packing);
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Writes a data set that is in memory.</summary>
    /// <exception cref="DataFileException">It cannot be written.</exception>
    /// <exception cref="ArgumentException">Something in it has not the shape that its place asks for.</exception>
    public static void Write(string path, AnnotatedMatrix data, AnnDataOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        data.Check();
        using var writer = Create(path, data.Var, options);
        writer.Begin(data.Obs.WithFixedCategories(), data.X, data.Layers);
        writer.Add(data.Obs, data.X, data.Layers, new Dictionary<string, CellMatrix>());
        writer.Complete(data);
    }

    /// <summary>Adds cells.</summary>
    /// <param name="obs">What is known of them; columns as in the first block.</param>
    /// <param name="x">[cells, genes]; null in every block for a file without X.</param>
    /// <param name="layers">Further matrices of that shape; as in the first block.</param>
    /// <param name="obsm">Embeddings, [cells, any]; as in the first block.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or the block is of another kind than the first.</exception>
    /// <exception cref="DataFileException">It cannot be written.</exception>
    public void Append(Table obs, CellMatrix? x, IReadOnlyDictionary<string, CellMatrix>? layers = null, IReadOnlyDictionary<string, CellMatrix>? obsm = null)
    {
        ArgumentNullException.ThrowIfNull(obs);
        ObjectDisposedException.ThrowIf(_completed, this);
        (layers, obsm) = (layers ?? new Dictionary<string, CellMatrix>(), obsm ?? new Dictionary<string, CellMatrix>());
        if (x is not null) Fits("X", x, obs.Rows, _var.Rows);
        foreach (var (name, layer) in layers) Fits($"layer '{name}'", layer, obs.Rows, _var.Rows);
        foreach (var (name, beside) in obsm) Fits($"obsm '{name}'", beside, obs.Rows, beside.Columns);
        if (_obs is null)
        {
            Begin(obs, x, layers);
            foreach (var (name, beside) in obsm) _obsm[name] = MatrixSink.Create(Mapping("obsm"), Encodings.Name(_file.Root, name), beside, _packing);
        }

        Add(obs, x, layers, obsm);
    }

    /// <summary>Ends the file and puts it under its name.</summary>
    /// <param name="uns">Everything else; null for nothing.</param>
    /// <param name="varm">Arrays, matrices or tables with a row a gene; null for none.</param>
    /// <exception cref="DataFileException">It cannot be written.</exception>
    public void Complete(AnnotationTree? uns = null, IReadOnlyDictionary<string, Annotation>? varm = null) => Complete(new AnnotatedMatrix(null, new([]), _var)
    {
        Uns = uns ?? [],
        Varm = varm?.ToDictionary(StringComparer.Ordinal) ?? new(StringComparer.Ordinal),
    });

    /// <summary>Closes the file; one that is not complete is taken away.</summary>
    public void Dispose()
    {
        Close();
        if (!_completed) File.Delete(_temporary);
    }

    private void Begin(Table obs, CellMatrix? x, IReadOnlyDictionary<string, CellMatrix> layers)
    {
        _obs = new(_file.Root, "obs", obs, _packing);
        _x = x is null ? null : MatrixSink.Create(_file.Root, "X", x, _packing);
        foreach (var (name, layer) in layers) _layers[name] = MatrixSink.Create(Mapping("layers"), Encodings.Name(_file.Root, name), layer, _packing);
    }

    private void Add(Table obs, CellMatrix? x, IReadOnlyDictionary<string, CellMatrix> layers, IReadOnlyDictionary<string, CellMatrix> obsm)
    {
        if (x is null != _x is null) throw new ArgumentException(x is null ? "This block has no X, and the first had one." : "This block has X, and the first had none.");
        Same("layers", layers.Keys, _layers.Keys);
        Same("obsm", obsm.Keys, _obsm.Keys);
        _obs!.Append(obs);
        if (x is not null) _x!.Append(x);
        foreach (var (name, layer) in layers) _layers[name].Append(layer);
        foreach (var (name, beside) in obsm) _obsm[name].Append(beside);
    }

    /// <summary>Ends the file with what lies beside cells and genes in a data set, whose X, layers and tables are not looked at.</summary>
    internal void Complete(AnnotatedMatrix rest)
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        if (_obs is null) Append(new([]), null);
        _obs!.Complete();
        foreach (var matrix in _layers.Values.Concat(_obsm.Values).Concat(_x is null ? [] : [_x])) matrix.Complete();
        Mapping("layers");
        All("obsm", rest.Obsm);
        All("varm", rest.Varm);
        All("obsp", rest.Obsp);
        All("varp", rest.Varp);
        AnnotationWriter.Write(Mapping("uns"), rest.Uns, _packing);
        if (rest.Raw is { } raw) Raw(raw);
        _file.Flush();
        Close();
        try
        {
            File.Move(_temporary, _path, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new DataFileException(_path, null, $"It was written under another name and cannot be put in place: {refused.Message}", "Close programs that have the file open, or name another.", refused);
        }

        _completed = true;
    }

    private void All<T>(string place, Dictionary<string, T> values)
    {
        var group = Mapping(place);
        foreach (var (name, value) in values) AnnotationWriter.Write(group, Encodings.Name(group, name), value as Annotation ?? (CellMatrix)(object)value!, _packing);
    }

    private void Raw(RawMatrix raw)
    {
        using var group = _file.Root.Create("raw").As("raw", "0.1.0");
        AnnotationWriter.Write(group, "X", raw.X, _packing);
        TableSink.Write(group, "var", raw.Var, _packing);
        using var varm = group.CreateMapping("varm");
    }

    private HdfGroup Mapping(string place)
    {
        if (_groups.FirstOrDefault(g => g.Path == "/" + place) is { } there) return there;
        _groups.Add(_file.Root.CreateMapping(place));
        return _groups[^1];
    }

    private void Close()
    {
        _obs?.Dispose();
        _x?.Dispose();
        foreach (var matrix in _layers.Values.Concat(_obsm.Values)) matrix.Dispose();
        foreach (var group in _groups) group.Dispose();
        _file.Dispose();
    }

    private static void Fits(string what, CellMatrix matrix, int rows, int columns)
    {
        if (matrix.Rows != rows || matrix.Columns != columns) throw new ArgumentException($"{what} is {matrix.Rows} × {matrix.Columns}; {rows} cells and {columns} columns are needed.");
    }

    private static void Same(string what, IEnumerable<string> now, IEnumerable<string> before)
    {
        if (!now.Order(StringComparer.Ordinal).SequenceEqual(before.Order(StringComparer.Ordinal))) throw new ArgumentException($"This block has the {what} {string.Join(", ", now)}, and the first had {string.Join(", ", before)}.");
    }
}
