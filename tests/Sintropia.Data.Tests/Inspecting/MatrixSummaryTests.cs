using Sintropia.Data.Inspecting;
using Sintropia.Data.Matrices;

namespace Sintropia.Data.Tests.Inspecting;

public sealed class MatrixSummaryTests
{
    private const int Cells = 60, Genes = 40;

    [Fact]
    public void Counts_are_whole_and_not_negative() => Assert.Equal(ValueKind.Counts, Kind(Counts()));

    [Fact]
    public void Logarithms_of_cells_with_one_total_are_known_by_that_total()
    {
        var summary = Summed(Normalised(1e4).Select(v => MathF.Log(1 + v)));

        Assert.Equal(ValueKind.LogNormalised, summary.Kind);
        Assert.Contains("sums to 10000", summary.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_with_one_total_are_normalised() => Assert.Equal(ValueKind.Normalised, Kind(Normalised(1e4)));

    [Fact]
    public void Genes_about_zero_are_scaled()
    {
        var values = Normalised(1e4).Select(v => MathF.Log(1 + v)).ToArray();
        for (var gene = 0; gene < Genes; gene++)
        {
            var own = Enumerable.Range(0, Cells).Select(cell => values[cell * Genes + gene]).ToArray();
            var (mean, spread) = (own.Average(), MathF.Sqrt(own.Average(v => (v - own.Average()) * (v - own.Average()))));
            for (var cell = 0; cell < Cells; cell++) values[cell * Genes + gene] = (own[cell] - mean) / spread;
        }

        Assert.Equal(ValueKind.Scaled, Kind(values));
    }

    [Fact]
    public void Logarithms_of_which_genes_were_left_out_are_not_taken_for_sure() =>
        Assert.Equal(ValueKind.NotNegative, Kind(Normalised(1e4).Select((v, i) => i % Genes < Genes / 4 ? 0 : MathF.Log(1 + v))));

    [Fact]
    public void Nothing_and_nonsense_are_told()
    {
        Assert.Equal(ValueKind.Nothing, Kind(new float[Cells * Genes]));
        Assert.Equal(ValueKind.Other, Kind(Counts().Append(0).Skip(1).Select((v, i) => i == 5 ? float.NaN : v)));
        Assert.Equal(ValueKind.Other, Kind(Counts().Select((v, i) => i == 5 ? -1 : v)));
        Assert.Equal(ValueKind.Nothing, new MatrixSummary().Kind);
    }

    [Fact]
    public void Blocks_and_layouts_make_no_difference()
    {
        var counts = new DenseMatrix(Cells, Genes, [.. Counts()]);
        var (whole, blocks) = (new MatrixSummary(), new MatrixSummary());
        whole.Add(counts);
        foreach (var rows in Enumerable.Range(0, Cells).Chunk(7)) blocks.Add(SparseMatrix.FromDense(rows.Length, Genes, counts.SelectRows(rows).Values));

        Assert.Equal((whole.Least, whole.Greatest, whole.NotZero), (blocks.Least, blocks.Greatest, blocks.NotZero));
        Assert.Equal(whole.TotalQuantiles, blocks.TotalQuantiles);
        Assert.Equal(counts.RowSums().Max(), whole.TotalQuantiles[^1]);
    }

    private static IEnumerable<float> Counts()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, Cells * Genes).Select(i => (float)(random.Next(3) * random.Next(1, 5 + i % Genes)))];
    }

    private static IEnumerable<float> Normalised(double total) => Counts().Chunk(Genes).SelectMany(cell => cell.Select(v => (float)(v * total / cell.Sum())));

    private static ValueKind Kind(IEnumerable<float> values) => Summed(values).Kind;

    private static MatrixSummary Summed(IEnumerable<float> values)
    {
        var summary = new MatrixSummary();
        summary.Add(new DenseMatrix(Cells, Genes, [.. values]));
        return summary;
    }
}
