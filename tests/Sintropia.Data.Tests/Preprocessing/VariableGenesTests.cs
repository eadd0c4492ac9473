using Sintropia.Data.Matrices;
using Sintropia.Data.Preprocessing;
using Sintropia.Data.Tests.Truth;

namespace Sintropia.Data.Tests.Preprocessing;

public sealed class VariableGenesTests
{
    [Theory]
    [InlineData("seurat")]
    [InlineData("seurat top")]
    [InlineData("cell_ranger top")]
    [InlineData("seurat_v3")]
    [InlineData("seurat_v3 wide")]
    public void Genes_and_figures_are_scanpys(string name)
    {
        var truth = Inputs.Written("variable_genes.json").GetProperty("found").GetProperty(name);
        var options = name switch
        {
            "seurat" => new VariableGeneOptions(),
            "seurat top" => new() { Top = 50 },
            "cell_ranger top" => new() { Flavour = VariabilityFlavour.CellRanger, Top = 50 },
            "seurat_v3" => new() { Flavour = VariabilityFlavour.SeuratV3, Top = 100 },
            _ => new() { Flavour = VariabilityFlavour.SeuratV3, Top = 100, Span = 0.8 },
        };
        var counts = CountsWithASilentGene();
        var matrix = options.Flavour == VariabilityFlavour.SeuratV3 ? counts : LogTransform.Log1p(LibrarySizes.Normalise(counts).Matrix);

        var dense = VariableGenes.Find(matrix, options);
        var sparse = VariableGenes.Find(Inputs.Sparse((DenseMatrix)matrix), options);

        Assert.Equal(Inputs.Places(truth.GetProperty("chosen")), dense.Chosen);
        Near(Inputs.Numbers(truth.GetProperty("means")), dense.Means);
        Near(Inputs.Numbers(truth.GetProperty("dispersions")), dense.Dispersions);
        Near(Inputs.Numbers(truth.GetProperty("standardised")), dense.Standardised);
        Assert.Equal(dense.Chosen, sparse.Chosen);
        Near(dense.Standardised, sparse.Standardised);
    }

    [Fact]
    public void Zeros_vary_nowhere()
    {
        var found = VariableGenes.Find(new DenseMatrix(4, 3, new float[12]), new() { Top = 2 });

        Assert.Empty(found.Chosen);
        Assert.All(found.Standardised, s => Assert.True(double.IsNaN(s)));
    }

    [Fact]
    public void One_gene_that_varies_is_chosen()
    {
        Assert.Equal([0], VariableGenes.Find(new DenseMatrix(3, 1, [0, 1, 2]), new() { Top = 5 }).Chosen);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 5)]
    [InlineData(5, 0)]
    public void Too_few_cells_or_genes_are_refused(int cells, int genes)
    {
        Assert.Contains("have no variability", Assert.Throws<ArgumentException>(() => VariableGenes.Find(new DenseMatrix(cells, genes, new float[cells * genes]))).Message);
    }

    [Fact]
    public void Values_that_are_no_counts_are_refused_where_counts_are_needed()
    {
        var logs = Inputs.Logs(10, 30);

        Assert.Contains("is no count, and this flavour needs counts", Assert.Throws<ArgumentException>(() => VariableGenes.Find(logs, new() { Flavour = VariabilityFlavour.SeuratV3 })).Message);
        logs.Values[31] = float.NaN;
        Assert.Contains("Cell 1, gene 1", Assert.Throws<ArgumentException>(() => VariableGenes.Find(logs)).Message);
    }

    private static DenseMatrix CountsWithASilentGene()
    {
        var counts = Inputs.Counts(120, 300);
        for (var cell = 0; cell < counts.Rows; cell++) counts.Values[cell * counts.Columns + 5] = 0;
        return counts;
    }

    // log1p and expm1 of float are ours, within a rounding of float of numpy's; the figures inherit that.
    private static void Near(double[] truth, double[] found) => Assert.Equal(truth, found, (a, b) => (double.IsNaN(a) && double.IsNaN(b)) || Math.Abs(a - b) <= 2e-5 * Math.Max(1, Math.Abs(a)));
}
