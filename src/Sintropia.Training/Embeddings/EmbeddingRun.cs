using Sintropia.Data;
using Sintropia.Data.AnnData;
using Sintropia.Data.Converting;
using Sintropia.Data.Matrices;
using Sintropia.Data.Preprocessing;
using Sintropia.Predictors.Embeddings;
using Sintropia.Tensors;

namespace Sintropia.Training.Embeddings;

/// <summary>Cells of an .h5ad file through a network, to a file that is the same but for the embeddings that lie in obsm. Cells are read and written by blocks, so that a file may be larger than memory.</summary>
public static class EmbeddingRun
{
    // A sentence of fewer genes says nothing.
    private const int FewestGenes = 4;

    /// <summary>Embeds.</summary>
    /// <param name="from">An .h5ad file of counts, or of natural logarithms of normalised counts.</param>
    /// <param name="to">An .h5ad file that appears when it is whole.</param>
    /// <param name="embedder">The network.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told after each batch; null for nobody.</param>
    /// <param name="cancelled">Ends it between two batches; nothing is written then.</param>
    /// <exception cref="TrainingException">Genes or values are not what the network can use.</exception>
    /// <exception cref="DataFileException">A file cannot be read or written.</exception>
    public static EmbeddingOutcome Run(string from, string to, ICellEmbedder embedder, EmbeddingOptions? options = null, IProgress<EmbeddingProgress>? progress = null, CancellationToken cancelled = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(from);
        ArgumentException.ThrowIfNullOrEmpty(to);
        ArgumentNullException.ThrowIfNull(embedder);
        options ??= new();
        foreach (var path in (ReadOnlySpan<string>)[from, to])
            if (!CellFile.IsAnnData(path)) throw new TrainingException($"{path}: cells are embedded from .h5ad to .h5ad. Bring it to that form first: sintropia convert.");
        var (columns, rows, cells, genes) = Known(from, embedder, options);
        var key = options.Key ?? embedder.Key;
        var (done, values) = (0, (string?)null);
        var isLogged = false;
        var converted = CellConversion.Run(from, to, new() { Layer = options.Layer, Beside = Beside }, cancelled);
        return new(converted.Cells, embedder.Width, key, columns.Length, genes, values ?? "no values", converted.LeftOut);

        IReadOnlyDictionary<string, CellMatrix> Beside(CellMatrix x, IReadOnlyList<int> numbers)
        {
            if (values is null) (isLogged, values) = Scale(from, x, options);
            var embedded = new float[checked(x.Rows * embedder.Width)];
            var workspace = new Workspace();
            for (var first = 0; first < x.Rows; first += embedder.CellsAtOnce)
            {
                cancelled.ThrowIfCancellationRequested();
                using var scope = workspace.Begin();
                var count = Math.Min(embedder.CellsAtOnce, x.Rows - first);
                var given = Dense(x, first, count, columns);
                Embedded(isLogged ? given : given.Log1p(), numbers[first]).ToArray().CopyTo(embedded, first * embedder.Width);
                progress?.Report(new(done += count, cells));
            }

            return new Dictionary<string, CellMatrix> { [key] = new DenseMatrix(x.Rows, embedder.Width, embedded) };
        }

        Tensor Embedded(Tensor logCounts, int first)
        {
            try
            {
                return embedder.Embed(logCounts, rows, first);
            }
            catch (ArgumentException refused)
            {
                throw new TrainingException($"{from}: {refused.Message}", refused);
            }
        }
    }

    // Columns of genes that the network knows, each once.
    private static (int[] Columns, int[] Rows, int Cells, int Genes) Known(string from, ICellEmbedder embedder, EmbeddingOptions options)
    {
        using var file = AnnDataFile.Open(from);
        var genes = file.Var.Read();
        var names = genes.Names;
        if (options.Genes is { } column)
        {
            var named = genes.Columns.FirstOrDefault(c => c.Name == column)
                ?? throw new TrainingException($"{from}: var has no column '{column}'. It has {(genes.Columns.Count == 0 ? "none" : string.Join(", ", genes.Columns.Select(c => c.Name)))}; without a column, the names of rows are used.");
            names = [.. Enumerable.Range(0, genes.Rows).Select(row => named.Text(row) ?? "")];
        }

        List<int> columns = [], rows = [];
        HashSet<int> taken = [];
        for (var i = 0; i < names.Length; i++)
        {
            var row = embedder.Find(names[i]);
            if (row < 0 || !taken.Add(row)) continue;
            columns.Add(i);
            rows.Add(row);
        }

        return columns.Count >= FewestGenes ? ([.. columns], [.. rows], file.Cells, genes.Rows)
            : throw new TrainingException($"{from}: the model knows {columns.Count} of its {genes.Rows} genes, the first of which are {string.Join(", ", names.Take(4))}. Name the column of var that names genes as the model does, with --genes.");
    }

    private static (bool IsLogged, string Told) Scale(string from, CellMatrix x, EmbeddingOptions options)
    {
        var check = CountsCheck.Of(x);
        return check.Kind switch
        {
            ValueKind.Counts => (false, "counts"),
            ValueKind.Normalised => (false, "normalised counts"),
            ValueKind.LogNormalised when check.LogBase is Math.E => (true, "natural logarithms"),
            _ => throw new TrainingException($"{from}: {(options.Layer is null ? "X" : $"the layer '{options.Layer}'")} holds neither counts nor natural logarithms of them. {check.Why} Name a layer of counts with --layer."),
        };
    }

    private static Tensor Dense(CellMatrix x, int first, int count, int[] columns)
    {
        var row = new float[x.Columns];
        var dense = new float[count * columns.Length];
        for (var cell = 0; cell < count; cell++)
        {
            x.CopyRow(first + cell, row);
            var own = dense.AsSpan(cell * columns.Length, columns.Length);
            for (var i = 0; i < own.Length; i++) own[i] = row[columns[i]];
        }

        return Tensor.From([count, columns.Length], dense);
    }
}
