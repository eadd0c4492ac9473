using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Converting;

/// <summary>Turns files of cells into others: .h5ad, 10x folders, .csv and .tsv. An .h5ad file becomes another by blocks of cells, so that it may be larger than memory.</summary>
public static class CellConversion
{
    /// <summary>Converts. What is written appears under its name when it is whole.</summary>
    /// <param name="from">What is read.</param>
    /// <param name="to">What is written; its name says the form, and one without an ending is a 10x folder.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancelled">Ends it between two blocks.</param>
    /// <exception cref="DataFileException">The source cannot be read, no cell is left, or the target not be written.</exception>
    /// <exception cref="ArgumentException">The columns are not those of the preset.</exception>
    /// <exception cref="WhereException">The expression asks for a column that is not there.</exception>
    public static ConversionResult Run(string from, string to, ConversionOptions? options = null, CancellationToken cancelled = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(from);
        ArgumentException.ThrowIfNullOrEmpty(to);
        options ??= new();
        CellFile.CheckName(to);
        if (Path.GetFullPath(from) == Path.GetFullPath(to)) throw new DataFileException(to, null, "It is the file that is read.", "Name another file to write.");
        if (!CellFile.IsAnnData(from)) return InMemory(from, to, options);
        using var file = AnnDataFile.Open(from);
        var obs = options.Preset?.Apply(file.Obs.Read()) ?? file.Obs.Read();
        var rows = Chosen(from, obs, options.Where);
        return CellFile.IsAnnData(to) ? Streamed(file, to, obs, rows, options, cancelled) : WithoutTheRest(file, to, obs, rows, options);
    }

    private static ConversionResult InMemory(string from, string to, ConversionOptions options)
    {
        if (options.Layer is { } layer) throw new DataFileException(from, null, $"It has no layer '{layer}': only .h5ad files have layers.", "Leave the layer out.");
        var read = CellFile.Read(from, options.GenesInRows);
        var obs = options.Preset?.Apply(read.Obs) ?? read.Obs;
        var rows = Chosen(from, obs, options.Where);
        var data = read.WithTables(obs: obs);
        return new(rows.Length, obs.Rows, read.Genes, CellFile.Write(to, rows.Length == obs.Rows ? data : data.SelectCells(rows), options.Replace), read.X?.Rounded ?? 0);
    }

    private static ConversionResult WithoutTheRest(AnnDataFile file, string to, Table obs, int[] rows, ConversionOptions options)
    {
        var x = file.Matrix(options.Layer).ReadRows(rows);
        var left = CellFile.Write(to, new(x, obs.SelectRows(rows), file.Var.Read()), options.Replace).ToList();
        foreach (var (place, names) in new (string, IEnumerable<string>)[] { ("layers", file.Layers.Keys.Where(l => l != options.Layer)), ("obsm", file.ObsmNames), ("varm", file.VarmNames), ("obsp", file.Obsp.Keys), ("varp", file.Varp.Keys), ("uns", file.ReadUns().Names) })
            if (names.Any())
                left.Add($"{place}: {string.Join(", ", names)}");
        if (file.RawX is not null) left.Add("raw");
        return new(rows.Length, obs.Rows, file.Genes, left, x.Rounded);
    }

    private static ConversionResult Streamed(AnnDataFile file, string to, Table obs, int[] rows, ConversionOptions options, CancellationToken cancelled)
    {
        var x = options.Layer is null ? file.X : file.Matrix(options.Layer);
        var layers = file.Layers.Where(l => l.Key != options.Layer).ToDictionary();
        var (rounded, left, beside) = (0L, new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        using var writer = AnnDataWriter.Create(to, file.Var.Read());
        var named = obs.WithFixedCategories();
        var matrices = layers.Values.Concat(x is null ? [] : [x]).ToArray();
        foreach (var block in Blocks(rows, matrices, file.Cells, options.BytesAtOnce))
        {
            cancelled.ThrowIfCancellationRequested();
            var values = x?.ReadRows(block);
            var others = layers.ToDictionary(l => l.Key, l => l.Value.ReadRows(block));
            rounded += (values?.Rounded ?? 0) + others.Values.Sum(o => o.Rounded);
            var made = options.Beside?.Invoke(values ?? throw new DataFileException(file.Path, null, "It has no X.", "Name a layer."), block);
            beside.UnionWith(made?.Keys ?? []);
            writer.Append(named.SelectRows(block), values, others, made);
        }

        var everything = rows.Length == file.Cells;
        if (!everything && file.Obsp.Count > 0) left.Add($"obsp, which means all cells: {string.Join(", ", file.Obsp.Keys)}");
        var kept = new AnnotatedMatrix(null, obs, file.Var.Read()) { Obsm = Read([.. file.ObsmNames.Where(name => !beside.Contains(name))], file.ReadObsm, left) };
        writer.Complete(new AnnotatedMatrix(null, new([]), kept.Var)
        {
            Obsm = everything ? kept.Obsm : kept.SelectCells(rows).Obsm,
            Varm = Read(file.VarmNames, file.ReadVarm, left),
            Obsp = everything ? file.Obsp.ToDictionary(p => p.Key, p => Exactly(p.Value.Read(), ref rounded), StringComparer.Ordinal) : [],
            Varp = file.Varp.ToDictionary(p => p.Key, p => Exactly(p.Value.Read(), ref rounded), StringComparer.Ordinal),
            Uns = Readable(file.ReadUns(), left),
            Raw = file.RawX is null ? null : new(Exactly(file.RawX.ReadRows(rows), ref rounded), file.RawVar!.Read()),
        });
        return new(rows.Length, obs.Rows, file.Genes, left, rounded);
    }

    private static CellMatrix Exactly(CellMatrix matrix, ref long rounded)
    {
        rounded += matrix.Rounded;
        return matrix;
    }

    // By what a cell takes on average; nothing chosen is one empty block, which still has the columns.
    private static IEnumerable<int[]> Blocks(int[] rows, StoredMatrix[] matrices, int cells, long bytes)
    {
        var ofCell = 64 + matrices.Sum(m => m.Layout == StoredLayout.Dense ? 4L * m.Columns : 8 * (m.StoredValues / Math.Max(1, cells) + 1));
        return rows.Length == 0 ? [[]] : rows.Chunk((int)Math.Clamp(bytes / ofCell, 1, int.MaxValue));
    }

    private static int[] Chosen(string from, Table obs, Where? where)
    {
        if (where is null) return [.. Enumerable.Range(0, obs.Rows)];
        var rows = where.Rows(obs);
        return rows.Length > 0 ? rows : throw new DataFileException(from, null, $"None of its {obs.Rows} cells fulfils: {where.Text}", "See what its columns hold: sintropia inspect.");
    }

    private static Dictionary<string, Annotation> Read(IReadOnlyList<string> names, Func<string, Annotation> read, List<string> left)
    {
        var all = new Dictionary<string, Annotation>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (read(name) is UnreadAnnotation unread) left.Add(unread.Reason);
            else all[name] = read(name);
        }

        return all;
    }

    private static AnnotationTree Readable(AnnotationTree tree, List<string> left)
    {
        var readable = new AnnotationTree();
        foreach (var (name, value) in tree)
        {
            if (value is UnreadAnnotation unread) left.Add(unread.Reason);
            else readable[name] = value is AnnotationTree below ? Readable(below, left) : value;
        }

        return readable;
    }
}
