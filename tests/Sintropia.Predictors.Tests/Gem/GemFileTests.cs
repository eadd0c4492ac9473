using Sintropia.Predictors.Gem;
using Sintropia.Predictors.Trained;
using Sintropia.Weights;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Predictors.Tests.Gem;

public sealed class GemFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-gem-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_model_comes_back_with_its_vocabulary_genes_and_bits()
    {
        var model = Saved();
        var back = GemFile.Load(Path);

        Assert.Equal((model.Name, model.Licence, model.TrainedOn), (back.Name, back.Licence, back.TrainedOn));
        Assert.Equal(["G0", "G2"], back.GenesOf("some"));
        Assert.Equal(model.Vocabulary.Fields.Select(f => (f.Name, string.Join('|', f.Values), f.Mean)), back.Vocabulary.Fields.Select(f => (f.Name, string.Join('|', f.Values), f.Mean)));
        var latent = Rows.Draw([2, model.Network.Options.Latent], 3);
        Assert.Equal(model.Network.Decode(latent, "some").ToArray(), back.Network.Decode(latent, "some").ToArray());
        Assert.Equal("bulk", back.ModalityOf("bulk"));
        Assert.Contains("knows bulk, some", Assert.Throws<ModelFileException>(() => back.ModalityOf("")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"hidden\":16", "\"hidden\":1000000000")]
    [InlineData("\"blocks\":1", "\"blocks\":500000000")]
    [InlineData("\"width\":4", "\"width\":900000000")]
    [InlineData("\"hidden\":16", "\"hidden\":-1")]
    [InlineData("\"likelihood\":\"Compositional\"", "\"likelihood\":\"Poisson\"")]
    [InlineData("\"genes\":[", "\"genes\":[\"X\",")]
    [InlineData("{", "[")]
    public void A_description_that_does_not_fit_is_refused_before_any_memory_is_taken(string said, string wrong)
    {
        Saved();
        using (var file = WeightFile.Open(Path))
        {
            var text = file.Metadata[GemFile.About];
            Assert.Contains(said, text, StringComparison.Ordinal);
            SafetensorsWriter.Write(Path + ".new", file.Tensors, new Dictionary<string, string> { [GemFile.About] = text.Replace(said, wrong, StringComparison.Ordinal) });
        }

        Assert.Throws<ModelFileException>(() => GemFile.Load(Path + ".new"));
    }

    private string Path => System.IO.Path.Combine(_folder, "model.safetensors");

    private GemModel Saved()
    {
        GemTable samples = new(2, [KeyValuePair.Create("sex", (IReadOnlyList<string>)["male", "female"]), KeyValuePair.Create("study", (IReadOnlyList<string>)["a", "b"]), KeyValuePair.Create("perturbation_dose", (IReadOnlyList<string>)["10 uM", ""])]);
        var vocabulary = GemVocabulary.Of(samples);
        var network = new GemNetwork(new()
        {
            Genes = 3, Modalities = [new("bulk", []), new("some", [0, 2])], Likelihood = GemLikelihood.Compositional, Hidden = 16, Blocks = 1,
            Groups = [.. GemVocabulary.Published.Select(g => new GemGroup(g.Group, vocabulary.Width(g.Group), 4, g.Group == "biological" ? [("sex", 2)] : []))],
        });
        network.Initialise(1);
        GemModel model = new("gem", "CC0", "two samples.", ["G0", "G1", "G2"], network, vocabulary);
        GemFile.Save(Path, model);
        return model;
    }
}
