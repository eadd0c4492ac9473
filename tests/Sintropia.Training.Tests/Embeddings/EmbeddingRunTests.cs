using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;
using Sintropia.Predictors.Embeddings;
using Sintropia.Predictors.StateEmbedding;
using Sintropia.Tensors;
using Sintropia.Training.Embeddings;

namespace Sintropia.Training.Tests.Embeddings;

public sealed class EmbeddingRunTests : IDisposable
{
    private static readonly string[] s_genes = ["A", "B", "C", "D", "E", "F"];

    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-embedding-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Cells_are_written_as_they_were_with_the_embedding_that_each_has_by_itself()
    {
        Save(Cells(20, isLogged: false));
        var embedder = Model();
        var outcome = Run(embedder, new());
        using var file = AnnDataFile.Open(In("embedded.h5ad"));
        var embedded = ((MatrixAnnotation)file.ReadObsm("X_state")).Matrix;

        Assert.Equal((20, 4 + 10, 5, 6, "counts"), (outcome.Cells, outcome.Width, outcome.GenesKnown, outcome.Genes, outcome.Values));
        Assert.Equal(Cells(20, isLogged: false).X!.ToDense(), file.X!.Read().ToDense());
        Assert.Equal(["X_pca", "X_state"], file.ObsmNames.Order(StringComparer.Ordinal));
        for (var cell = 0; cell < 20; cell++)
        {
            var logged = Tensor.From([1, 5], Cells(20, isLogged: false).X!.ToDense().AsSpan(cell * 6, 5)).Log1p();
            Assert.Equal(embedder.Embed(logged, [0, 1, 2, 3, 4], cell).ToArray(), Enumerable.Range(0, 14).Select(i => embedded[cell, i]));
        }
    }

    [Fact]
    public void Logarithms_are_taken_as_they_are_and_a_name_of_ones_own_leaves_the_other()
    {
        Save(Cells(6, isLogged: true));
        var outcome = Run(Model(), new() { Key = "X_mine" });
        using var file = AnnDataFile.Open(In("embedded.h5ad"));
        var first = Model().Embed(Tensor.From([1, 5], Cells(6, isLogged: true).X!.ToDense().AsSpan(0, 5)), [0, 1, 2, 3, 4], 0).ToArray();

        Assert.Equal("natural logarithms", outcome.Values);
        Assert.Equal(first, Enumerable.Range(0, 14).Select(i => ((MatrixAnnotation)file.ReadObsm("X_mine")).Matrix[0, i]));
    }

    [Fact]
    public void Genes_that_the_model_does_not_know_and_values_that_are_no_expression_are_refused_and_nothing_is_written()
    {
        Save(Cells(3, isLogged: false, names: ["ENSG1", "ENSG2", "ENSG3", "ENSG4", "ENSG5", "ENSG6"]));
        Assert.Contains("knows 0 of its 6 genes, the first of which are ENSG1", Refused(new()));
        Assert.Contains("no column 'symbol'. It has gene_symbol", Refused(new() { Genes = "symbol" }));
        Run(Model(), new() { Genes = "gene_symbol" });
        File.Delete(In("embedded.h5ad"));
        Save(new(new DenseMatrix(1, 6, [-1, 0.5f, 0, 0, 0, 0]), new(["c"]), new(s_genes)));
        Assert.Contains("neither counts nor natural logarithms", Refused(new()));

        Assert.Equal([In("cells.h5ad")], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_model_that_was_saved_embeds_with_the_same_bits_and_folders_without_one_are_refused()
    {
        var (network, genes) = Network();
        StateEmbeddingFolder.Save(In("model"), network, genes, "Small", "CC0");
        var opened = EmbedderFolder.Open(In("model"));
        var cells = Tensor.From([1, 5], [1, 0, 2, 3, 1]);

        Assert.Equal(("Small", "CC0", "X_state", 14), (opened.Name, opened.Licence, opened.Key, opened.Width));
        Assert.Equal(Model().Embed(cells, [0, 1, 2, 3, 4], 7).ToArray(), opened.Embed(cells, [0, 1, 2, 3, 4], 7).ToArray());
        File.WriteAllText(Path.Combine(In("model"), "config.json"), """{"family":"state-embedding","heads":"two"}""");
        Assert.Contains("heads is 'two', and has to be a whole number", Assert.Throws<EmbedderException>(() => EmbedderFolder.Open(In("model"))).Message);
        File.Delete(Path.Combine(In("model"), "genes.safetensors"));
        Assert.Contains("no vectors of genes", Assert.Throws<EmbedderException>(() => EmbedderFolder.Open(In("model"))).Message);
        Assert.Contains("there is no such folder", Assert.Throws<EmbedderException>(() => EmbedderFolder.Open(In("nowhere"))).Message);
        Assert.Contains("no embedding model", Assert.Throws<EmbedderException>(() => EmbedderFolder.Open(_folder)).Message);
    }

    [Fact]
    public void A_folder_as_it_is_published_is_opened()
    {
        var (network, genes) = Network();
        StateEmbeddingFolder.Save(_folder, network, genes, "Small", "CC0");
        File.Move(In("genes.safetensors"), In("protein_embeddings.pt")); // what it is, its bytes say
        File.Move(In("model.safetensors"), In("se600m_epoch16.ckpt"));
        File.Delete(In("config.json"));
        File.WriteAllText(In("config.yaml"), "model:\n  nhead: 2\n  nlayers: 1\ndataset:\n  pad_length: 5\n");
        var opened = EmbedderFolder.Open(_folder);
        var cells = Tensor.From([1, 5], [1, 0, 2, 3, 1]);

        Assert.Contains("non-commercial", opened.Licence);
        Assert.Equal(Model().Embed(cells, [0, 1, 2, 3, 4], 7).ToArray(), opened.Embed(cells, [0, 1, 2, 3, 4], 7).ToArray());
    }

    private string Refused(EmbeddingOptions options) => Assert.Throws<TrainingException>(() => Run(Model(), options)).Message;

    private EmbeddingOutcome Run(ICellEmbedder embedder, EmbeddingOptions options) => EmbeddingRun.Run(In("cells.h5ad"), In("embedded.h5ad"), embedder, options, cancelled: TestContext.Current.CancellationToken);

    private void Save(AnnotatedMatrix cells) => AnnDataWriter.Write(In("cells.h5ad"), cells);

    // The model knows all genes but the last.
    private static AnnotatedMatrix Cells(int cells, bool isLogged, string[]? names = null)
    {
        var counts = Enumerable.Range(0, cells * 6).Select(i => (float)(i * 7 % 5)).ToArray();
        if (isLogged)
            for (var cell = 0; cell < cells; cell++)
            {
                var sum = counts[(cell * 6)..(cell * 6 + 6)].Sum();
                for (var i = 0; i < 6; i++) counts[cell * 6 + i] = MathF.Log(1 + 100 * counts[cell * 6 + i] / sum);
            }

        Table var = new(names ?? s_genes, new TextColumn("gene_symbol", s_genes));
        return new(new DenseMatrix(cells, 6, counts), new Table([.. Enumerable.Range(0, cells).Select(i => $"c{i}")]), var)
        {
            Obsm = new() { ["X_pca"] = new DenseMatrix(cells, 2, [.. Enumerable.Range(0, cells * 2).Select(i => (float)i)]), ["X_state"] = new DenseMatrix(cells, 1, new float[cells]) },
        };
    }

    private static StateEmbeddingPredictor Model()
    {
        var (network, genes) = Network();
        return new(network, genes);
    }

    private static (StateEmbeddingNetwork, GeneVectors) Network()
    {
        var network = new StateEmbeddingNetwork(new() { VectorWidth = 3, Width = 4, Feedforward = 4, Layers = 1, Heads = 2, Outputs = 4, Positions = 5 });
        network.Initialise(1);
        return (network, new(s_genes[..5], Tensor.From([5, 3], [1, 0, 2, 0, 1, 1, 2, 2, 0, 1, 1, 0, 0, 0, 3])));
    }

    private string In(string name) => Path.Combine(_folder, name);
}
