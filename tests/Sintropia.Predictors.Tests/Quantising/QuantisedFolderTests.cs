using Sintropia.Predictors.Catalogue;
using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.Embeddings;
using Sintropia.Predictors.ScGpt;
using Sintropia.Predictors.StateEmbedding;
using Sintropia.Tensors;
using Sintropia.Weights;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Predictors.Tests.Quantising;

public sealed class QuantisedFolderTests : IDisposable
{
    private static readonly string[] s_genes = ["A", "B", "C", "D", "E"];

    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-bytes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("scgpt")]
    [InlineData("state-embedding")]
    public void A_model_in_bytes_embeds_from_its_file_with_the_bits_that_it_has_in_memory(string family)
    {
        Save(family);
        var layers = QuantisedFolder.Write(In("model"), In("bytes"));
        Tensor cells = Tensor.From([1, 5], [1, 0, 2, 3, 1]), again = EmbedderFolder.Open(In("bytes")).Embed(cells, [0, 1, 2, 3, 4], 7);

        Assert.NotEmpty(layers);
        Assert.Equal(EmbedderFolder.Open(In("model"), bytes: true).Embed(cells, [0, 1, 2, 3, 4], 7).ToArray(), again.ToArray());
        Assert.NotEqual(EmbedderFolder.Open(In("model")).Embed(cells, [0, 1, 2, 3, 4], 7).ToArray(), again.ToArray());
        Assert.Equal(family, ModelCatalogue.Card(In("bytes")).Family);
        using var file = WeightFile.Open(Path.Combine(In("bytes"), "model.safetensors"));
        Assert.Equal(layers.Sum(l => (long)l.Rows * l.Columns), file.Tensors.Where(t => t.ElementType == ElementType.I8).Sum(t => t.Count));
        Assert.Contains("in bytes already", Assert.Throws<EmbedderException>(() => QuantisedFolder.Write(In("bytes"), In("twice"))).Message, StringComparison.Ordinal);
        Assert.Contains("is there already", Assert.Throws<EmbedderException>(() => QuantisedFolder.Write(In("model"), In("bytes"))).Message, StringComparison.Ordinal);
        Assert.Equal(["bytes", "model"], Directory.GetDirectories(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Scales_that_do_not_fit_are_refused_by_name()
    {
        Save("scgpt");
        QuantisedFolder.Write(In("model"), In("bytes"));
        var path = Path.Combine(In("bytes"), "model.safetensors");
        using (var file = WeightFile.Open(path))
            SafetensorsWriter.Write(In("other"), file.Tensors.Select(t => t.Name == "transformer_encoder.layers.0.linear1.weight_scale" ? WeightTensor.Of<float>(t.Name, new float[1], 1) : t));
        File.Move(In("other"), path, overwrite: true);

        Assert.Contains("transformer_encoder.layers.0.linear1.weight", Assert.Throws<CheckpointException>(() => EmbedderFolder.Open(In("bytes"))).Message, StringComparison.Ordinal);
    }

    private void Save(string family)
    {
        if (family == "scgpt")
        {
            var network = new ScGptNetwork(new() { Tokens = 7, Padding = 6, Width = 16, Feedforward = 16, Layers = 2, Heads = 2, Query = GeneQuery.InnerProduct });
            network.Initialise(3);
            ScGptFolder.Save(In("model"), network, new(s_genes.Concat([GeneVocabulary.Cell, GeneVocabulary.Padding]).Index().ToDictionary(t => t.Item, t => t.Index)), 8, "Small", "CC0");
        }
        else
        {
            var network = new StateEmbeddingNetwork(new() { VectorWidth = 3, Width = 16, Feedforward = 16, Layers = 2, Heads = 2, Outputs = 4, Positions = 5 });
            network.Initialise(3);
            StateEmbeddingFolder.Save(In("model"), network, new(s_genes, Rows.Draw([5, 3], 2)), "Small", "CC0");
        }
    }

    private string In(string name) => Path.Combine(_folder, name);
}
