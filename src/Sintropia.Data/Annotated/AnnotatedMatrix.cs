using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Annotated;

/// <summary>A data set in memory as AnnData has it: cells × genes, what is known of each, further matrices of that shape, and what lies beside.</summary>
public sealed class AnnotatedMatrix
{
    /// <param name="x">[cells, genes]; null where there is none.</param>
    /// <param name="obs">What is known of cells.</param>
    /// <param name="var">What is known of genes.</param>
    /// <exception cref="ArgumentException">The matrix has another shape.</exception>
    public AnnotatedMatrix(CellMatrix? x, Table obs, Table var)
    {
        ArgumentNullException.ThrowIfNull(obs);
        ArgumentNullException.ThrowIfNull(var);
        (X, Obs, Var) = (x, obs, var);
        if (x is not null) Fits("X", x, obs.Rows, var.Rows);
    }

    /// <summary>Number of cells.</summary>
    public int Cells => Obs.Rows;

    /// <summary>Number of genes.</summary>
    public int Genes => Var.Rows;

    /// <summary>[cells, genes]; null where there is none.</summary>
    public CellMatrix? X { get; }

    /// <summary>What is known of cells.</summary>
    public Table Obs { get; }

    /// <summary>What is known of genes.</summary>
    public Table Var { get; }

    /// <summary>Further matrices [cells, genes].</summary>
    public Dictionary<string, CellMatrix> Layers { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Arrays, matrices or tables with a row a cell: embeddings.</summary>
    public Dictionary<string, Annotation> Obsm { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The same with a row a gene: loadings.</summary>
    public Dictionary<string, Annotation> Varm { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Matrices [cells, cells]: neighbours.</summary>
    public Dictionary<string, CellMatrix> Obsp { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Matrices [genes, genes].</summary>
    public Dictionary<string, CellMatrix> Varp { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Everything else.</summary>
    public AnnotationTree Uns { get; init; } = [];

    /// <summary>The matrix before genes were chosen; null where there is none.</summary>
    public RawMatrix? Raw { get; init; }

    /// <summary>The matrix of a layer, or X for null.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public CellMatrix Matrix(string? layer = null) => layer is null
        ? X ?? throw new KeyNotFoundException(Layers.Count == 0 ? "The data set has no X and no layers." : $"The data set has no X. Name one of its layers: {string.Join(", ", Layers.Keys)}.")
        : Layers.GetValueOrDefault(layer) ?? throw new KeyNotFoundException($"There is no layer '{layer}'. {(Layers.Count == 0 ? "The data set has none." : $"There are: {string.Join(", ", Layers.Keys)}.")}");

    /// <summary>The same data set with another X.</summary>
    public AnnotatedMatrix WithX(CellMatrix? x) => With(x, Obs, Var);

    /// <summary>The same data set with other tables.</summary>
    /// <param name="obs">What is known of cells; null to keep what there is.</param>
    /// <param name="var">What is known of genes; null to keep what there is.</param>
    public AnnotatedMatrix WithTables(Table? obs = null, Table? var = null) => With(X, obs ?? Obs, var ?? Var);

    /// <summary>Cells in the order given, of everything that has a row a cell.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public AnnotatedMatrix SelectCells(ReadOnlySpan<int> cells)
    {
        var chosen = cells.ToArray();
        return new(X?.SelectRows(chosen), Obs.SelectRows(chosen), Var)
        {
            Layers = Each(Layers, layer => layer.SelectRows(chosen)),
            Obsm = Each(Obsm, beside => Rows(beside, chosen)),
            Varm = Varm,
            Obsp = Each(Obsp, pairs => pairs.SelectRows(chosen).SelectColumns(chosen)),
            Varp = Varp,
            Uns = Uns,
            Raw = Raw is null ? null : Raw with { X = Raw.X.SelectRows(chosen) },
        };
    }

    /// <summary>Genes in the order given, of everything that has a row or column a gene; raw keeps all of its own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such gene.</exception>
    public AnnotatedMatrix SelectGenes(ReadOnlySpan<int> genes)
    {
        var chosen = genes.ToArray();
        return new(X?.SelectColumns(chosen), Obs, Var.SelectRows(chosen))
        {
            Layers = Each(Layers, layer => layer.SelectColumns(chosen)),
            Obsm = Obsm,
            Varm = Each(Varm, beside => Rows(beside, chosen)),
            Obsp = Obsp,
            Varp = Each(Varp, pairs => pairs.SelectRows(chosen).SelectColumns(chosen)),
            Uns = Uns,
            Raw = Raw,
        };
    }

    /// <summary>Checks that everything has the shape that its place asks for.</summary>
    /// <exception cref="ArgumentException">Something has not; the message names it.</exception>
    public void Check()
    {
        foreach (var (name, layer) in Layers) Fits($"layers['{name}']", layer, Cells, Genes);
        foreach (var (name, pairs) in Obsp) Fits($"obsp['{name}']", pairs, Cells, Cells);
        foreach (var (name, pairs) in Varp) Fits($"varp['{name}']", pairs, Genes, Genes);
        foreach (var (name, beside) in Obsm) FitsRows($"obsm['{name}']", beside, Cells);
        foreach (var (name, beside) in Varm) FitsRows($"varm['{name}']", beside, Genes);
        if (Raw is not null) Fits("raw", Raw.X, Cells, Raw.Var.Rows);
    }

    /// <summary>How many rows an array, matrix or table has; -1 for what has none.</summary>
    internal static int RowsOf(Annotation beside) => beside switch { MatrixAnnotation m => m.Matrix.Rows, TableAnnotation t => t.Table.Rows, ArrayAnnotation a => a.Shape[0], _ => -1 };

    private AnnotatedMatrix With(CellMatrix? x, Table obs, Table var) => new(x, obs, var) { Layers = Layers, Obsm = Obsm, Varm = Varm, Obsp = Obsp, Varp = Varp, Uns = Uns, Raw = Raw };

    private static Dictionary<string, T> Each<T>(Dictionary<string, T> all, Func<T, T> change) => all.ToDictionary(e => e.Key, e => change(e.Value), StringComparer.Ordinal);

    private static Annotation Rows(Annotation beside, int[] rows) => beside switch
    {
        MatrixAnnotation matrix => matrix.Matrix.SelectRows(rows),
        TableAnnotation table => new TableAnnotation(table.Table.SelectRows(rows), table.IsRecords),
        ArrayAnnotation array => Rows(array, rows),
        _ => beside,
    };

    private static ArrayAnnotation Rows(ArrayAnnotation array, int[] rows)
    {
        var width = array.Shape.Skip(1).Aggregate(1, static (all, extent) => all * extent);
        return new(array.Values.SelectRows([.. rows.SelectMany(row => Enumerable.Range(row * width, width))]), [rows.Length, .. array.Shape.Skip(1)]);
    }

    private static void Fits(string what, CellMatrix matrix, int rows, int columns)
    {
        if (matrix.Rows != rows || matrix.Columns != columns) throw new ArgumentException($"{what} is {matrix.Rows} × {matrix.Columns}, and its place in the data set is {rows} × {columns}.");
    }

    private static void FitsRows(string what, Annotation beside, int rows)
    {
        var own = RowsOf(beside);
        if (own != rows) throw new ArgumentException(own < 0 ? $"{what} is no array, matrix or table." : $"{what} has {own} rows, and its place in the data set {rows}.");
    }
}
