using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Tests;

/// <summary>Data sets of tests.</summary>
internal static class DataSets
{
    /// <summary>Something of everything that can be written.</summary>
    public static AnnotatedMatrix Full(int cells = 7, int genes = 4)
    {
        var random = new Random(5);
        var x = Sparse(cells, genes, random);
        var obs = new Table(Names("cell", cells),
            new NumberColumn("size", [.. Enumerable.Range(0, cells).Select(i => i == 1 ? double.NaN : i / 3.0)]),
            new IntegerColumn("count", [.. Enumerable.Range(0, cells).Select(i => (long)i << 40)]),
            new IntegerColumn("maybe", [.. Enumerable.Range(0, cells).Select(i => (long)i)], [.. Enumerable.Range(0, cells).Select(i => i == 2)]),
            new BooleanColumn("good", [.. Enumerable.Range(0, cells).Select(i => i % 2 == 0)]),
            new BooleanColumn("doubtful", [.. Enumerable.Range(0, cells).Select(i => i % 2 == 0)], [.. Enumerable.Range(0, cells).Select(i => i == 0)]),
            new TextColumn("text", [.. Enumerable.Range(0, cells).Select(i => $"naïve β {i}")]),
            new CategoryColumn("type", [.. Enumerable.Range(0, cells).Select(i => i % 3 - 1)], ["T", "B", "never"], ordered: true),
            new CategoryColumn("batch", [.. Enumerable.Range(0, cells).Select(i => i % 2)], new IntegerColumn("categories", [3, 7])));
        return new(x, obs, new Table(Names("gene", genes), [new BooleanColumn("variable", [.. Enumerable.Range(0, genes).Select(i => i == 0)])], "gene_id"))
        {
            Layers = { ["dense"] = new DenseMatrix(cells, genes, x.ToDense()), ["counts"] = x },
            Obsm = { ["X_pca"] = new DenseMatrix(cells, 2, Floats(2 * cells, random)), ["exact"] = new ArrayAnnotation(new NumberColumn("", [.. Enumerable.Range(0, 3 * cells).Select(i => i / 7.0)]), cells, 3), ["frame"] = new Table(Names("cell", cells), new IntegerColumn("a", new long[cells])) },
            Varm = { ["PCs"] = new DenseMatrix(genes, 2, Floats(2 * genes, random)) },
            Obsp = { ["distances"] = Sparse(cells, cells, random) },
            Varp = { ["correlation"] = new DenseMatrix(genes, genes, Floats(genes * genes, random)) },
            Uns = new()
            {
                ["text"] = "naïve β-cell 細胞", ["integer"] = 42L, ["number"] = 0.1, ["yes"] = true, ["numbers"] = new[] { 1.5, double.NaN, double.NegativeInfinity }, ["integers"] = new[] { 1L, long.MinValue }, ["texts"] = new[] { "α", "", "b" },
                ["nested"] = new AnnotationTree { ["empty"] = new AnnotationTree(), ["below"] = new AnnotationTree { ["value"] = 1.25 } },
                ["square"] = new ArrayAnnotation(new IntegerColumn("", [1, 2, 3, 4, 5, 6]), 2, 3), ["category"] = new CategoryColumn("", [0, -1, 1], ["m", "n"]), ["nothing"] = Array.Empty<double>(),
                ["frame"] = new Table(["r1", "r2"], new NumberColumn("p", [1, 2]), new TextColumn("q", ["s", "t"])), ["sparse"] = Sparse(3, 3, random),
                ["ranks"] = new TableAnnotation(new(["", ""], new TextColumn("names", ["CD3D", "β"]), new NumberColumn("scores", [1.5, 2.5]), new IntegerColumn("n", [1, 2]), new BooleanColumn("b", [true, false])), isRecords: true),
            },
            Raw = new(Sparse(cells, genes + 2, random), new Table(Names("raw", genes + 2), new IntegerColumn("extra", new long[genes + 2]))),
        };
    }

    /// <summary>Numbers of which two in three are zero.</summary>
    public static SparseMatrix Sparse(int rows, int columns, Random random)
    {
        var dense = new float[rows * columns];
        for (var i = 0; i < dense.Length; i++) dense[i] = random.Next(3) == 0 ? random.NextSingle() : 0;
        return SparseMatrix.FromDense(rows, columns, dense);
    }

    private static float[] Floats(int count, Random random) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];

    private static string[] Names(string word, int count) => [.. Enumerable.Range(0, count).Select(i => $"{word}{i}")];
}
