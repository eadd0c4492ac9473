using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;
using Sintropia.Predictors.ScGpt;
using Sintropia.Training.Quantising;

namespace Sintropia.Training.Tests.Quantising;

public sealed class QuantisationStudyTests : IDisposable
{
    private const int Cells = 150, Genes = 40;

    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-study-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Models_that_were_trained_here_are_held_before_and_after_and_everything_is_written()
    {
        Save(isCounts: true);
        var report = QuantisationStudy.Run(Options with { Steps = 3 }, cancelled: TestContext.Current.CancellationToken);
        report.Write(In("report"), "a command");

        Assert.Equal(["scGPT, small", "State Embedding, small"], report.Models.Select(m => m.Model));
        foreach (var model in report.Models)
        {
            var matrices = model.Measures.First(m => m.Measure == "bytes of quantised matrices");
            Assert.True(matrices.After <= 0.3 * matrices.Before, $"{matrices.After} of {matrices.Before}");
            Assert.InRange(model.Measures.First(m => m.Measure == "cosine with the float32 embedding, least").After, 0.99, 1 + 1e-6);
            Assert.Equal(6, model.Conformal.Length);
            Assert.All(model.Conformal, c => Assert.InRange(c.Covered, 1, c.Tried));
            Assert.NotEmpty(model.Layers);
        }

        Assert.Equal(["conformal.csv", "layers.csv", "products.csv", "quantisation.csv", "quantisation.html", "quantisation.md"], Directory.GetFiles(In("report")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(19, File.ReadAllLines(Path.Combine(In("report"), "quantisation.csv")).Length);
        Assert.Equal(13, File.ReadAllLines(Path.Combine(In("report"), "conformal.csv")).Length);
    }

    [Fact]
    public void A_model_of_the_users_is_studied_with_the_genes_that_it_knows()
    {
        Save(isCounts: true);
        var (network, vocabulary) = ScGptSubject.Fresh([.. Enumerable.Range(0, 30).Select(g => $"G{g}"), "OTHER"], 2, 1);
        ScGptFolder.Save(In("mine"), network, vocabulary, 64, "Mine", "CC0");
        var report = QuantisationStudy.Run(Options with { Models = [In("mine")] }, cancelled: TestContext.Current.CancellationToken);

        Assert.Equal("Mine", Assert.Single(report.Models).Model);
    }

    [Fact]
    public void What_is_no_count_is_refused()
    {
        Save(isCounts: false);

        Assert.Contains("holds no counts", Assert.Throws<TrainingException>(() => QuantisationStudy.Run(Options, cancelled: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be missed", Assert.Throws<TrainingException>(() => QuantisationStudy.Run(Options with { Alpha = 1 }, cancelled: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    private StudyOptions Options => new() { Cells = In("cells.h5ad"), Output = In("report"), MostGenes = 30, Warmth = TimeSpan.Zero };

    private void Save(bool isCounts)
    {
        var random = new Random(5);
        var values = Enumerable.Range(0, Cells * Genes).Select(i => (float)(random.Next(4) + (i / Genes % 2 == 0 && i % Genes < 10 ? 6 : 0)) * (isCounts ? 1 : 0.37f)).ToArray();
        AnnDataWriter.Write(In("cells.h5ad"), new AnnotatedMatrix(new DenseMatrix(Cells, Genes, values), new([.. Enumerable.Range(0, Cells).Select(i => $"c{i}")], CategoryColumn.Of("cell_type", [.. Enumerable.Range(0, Cells).Select(i => i % 2 == 0 ? "even" : "odd")])), new([.. Enumerable.Range(0, Genes).Select(g => $"G{g}")])));
    }

    private string In(string name) => Path.Combine(_folder, name);
}
