using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;
using Sintropia.Training.Benchmarks;

namespace Sintropia.Training.Tests.Benchmarks;

public sealed class PredictionCellsTests : IDisposable
{
    private static readonly string[] s_genes = ["G0", "G1", "G2"], s_done = ["control", "control", "A", "A"];

    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-predictions-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Genes_in_another_order_are_brought_to_that_of_the_truth()
    {
        var truth = Write("truth.h5ad", s_genes, s_done, [0.5f, 1, 2, 0.5f, 1, 2, 3, 1, 2, 3, 1, 2]);
        List<string> notes = [];
        var (real, predicted) = PredictionCells.Read(Write("other.h5ad", ["G2", "G0", "G1"], s_done, [2, 0.5f, 1, 2, 0.5f, 1, 2, 3, 1, 2, 3, 1]), truth, "condition", "control", notes);

        Assert.Equal(real.Row(3).ToArray().AsEnumerable(), predicted.Row(3).ToArray());
        Assert.Contains(notes, n => n.Contains("another order", StringComparison.Ordinal));
    }

    [Fact]
    public void Counts_are_brought_to_the_median_of_their_sums_and_logged()
    {
        var file = Write("counts.h5ad", s_genes, s_done, [1, 1, 2, 2, 2, 4, 1, 2, 1, 3, 0, 1]);
        List<string> notes = [];
        var (real, _) = PredictionCells.Read(file, file, "condition", "control", notes);

        Assert.Equal([MathF.Log(2), MathF.Log(2), MathF.Log(3)], real.Row(1).ToArray(), (x, y) => MathF.Abs(x - y) < 1e-6); // 8 to the median of 4
        Assert.Contains(notes, n => n.Contains("holds counts", StringComparison.Ordinal));
    }

    [Fact]
    public void Predictions_may_go_below_0_where_their_controls_do_not()
    {
        var truth = Write("truth.h5ad", s_genes, s_done, [0.5f, 1, 2, 0.5f, 1, 2, 3, 1, 2, 3, 1, 2]);
        var below = Write("below.h5ad", s_genes, s_done, [0.5f, 1, 2, 0.5f, 1, 2, -0.5f, 1, 2, 3, 1, 2]);
        List<string> notes = [];
        var (_, predicted) = PredictionCells.Read(below, truth, "condition", "control", notes);

        Assert.Equal(-0.5f, predicted.Row(2)[0]);
        Assert.Equal(0, predicted.AtLeast(0).Row(2)[0]);
        Assert.Contains(notes, n => n.Contains("are below 0", StringComparison.Ordinal));
        Assert.Contains("values are from -0.5", Assert.Throws<TrainingException>(() => PredictionCells.Read(truth, below, "condition", "control", [])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("too few for a test", new[] { "control", "control", "A", "B" }, 0.5f)]
    [InlineData("No cell is a control 'control'", new[] { "ctrl", "ctrl", "A", "A" }, 0.5f)]
    [InlineData("values are from -0.5", new[] { "control", "control", "A", "A" }, -0.5f)]
    [InlineData("to 15.5", new[] { "control", "control", "A", "A" }, 15.5f)]
    public void What_cannot_be_judged_is_refused(string said, string[] done, float first)
    {
        var file = Write("odd.h5ad", s_genes, done, [first, 1, 2, 0.5f, 1, 2, 3, 1, 2, 3, 1, 2]);

        Assert.Contains(said, Assert.Throws<TrainingException>(() => PredictionCells.Read(file, file, "condition", "control", [])).Message, StringComparison.Ordinal);
    }

    private string Write(string name, string[] genes, string[] done, float[] values)
    {
        var path = Path.Combine(_folder, name);
        AnnDataWriter.Write(path, new AnnotatedMatrix(new DenseMatrix(done.Length, genes.Length, values), new([.. done.Select((_, i) => $"cell {i}")], CategoryColumn.Of("condition", done)), new(genes)));
        return path;
    }
}
