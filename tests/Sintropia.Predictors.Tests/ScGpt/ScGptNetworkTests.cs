using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.Embeddings;
using Sintropia.Predictors.Responses;
using Sintropia.Predictors.ScGpt;
using Sintropia.Tensors;
using Sintropia.Tensors.Gradients;
using Sintropia.Weights;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Predictors.Tests.ScGpt;

public sealed class ScGptNetworkTests : IDisposable
{
    private static readonly ScGptOptions s_small = new() { Tokens = 12, Padding = 9, Width = 8, Feedforward = 12, Layers = 2, Heads = 2, Classes = 2 };

    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-scgpt-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Neither_the_order_of_genes_nor_padding_changes_the_cell()
    {
        var network = Made(s_small);
        var cell = network.Embed(new(new([1, 4], [10, 1, 2, 3]), Tensor.From([1, 4], [-2, 5, 7, 9])));

        Rows.Near(cell, network.Embed(new(new([1, 4], [10, 3, 1, 2]), Tensor.From([1, 4], [-2, 9, 5, 7]))));
        Rows.Near(cell, network.Embed(new(new([1, 6], [10, 1, 2, 3, 9, 9]), Tensor.From([1, 6], [-2, 5, 7, 9, -2, -2]), Tensor.From([1, 6], [0, 0, 0, 0, 1, 1]))));
    }

    [Fact]
    public void A_generated_gene_sees_the_known_ones_and_no_other_that_is_generated()
    {
        var network = Made(s_small with { Generates = true });
        GeneTokens known = new(new([1, 3], [10, 1, 2]), Tensor.From([1, 3], [-2, 5, 7]));
        var made = network.Generate(known, new([1, 2], [4, 5])).ToArray();
        var otherGene = network.Generate(known, new([1, 2], [4, 6])).ToArray();
        var otherValue = network.Generate(known with { Values = Tensor.From([1, 3], [-2, 5, 8]) }, new([1, 2], [4, 5])).ToArray();

        Assert.Equal(made[..4], otherGene[..4]);
        Assert.NotEqual(made[4], otherGene[4]);
        Assert.NotEqual(made[3], otherValue[3]);
        Assert.Throws<InvalidOperationException>(() => Made(s_small).Generate(known, new([1, 2], [4, 5])));
    }

    [Fact]
    public void Batches_turn_the_gradient_of_the_embedding_round()
    {
        var options = s_small with { Batches = 2, HasDiscriminator = true };
        var network = Made(options);
        GeneTokens tokens = new(new([2, 3], [10, 1, 2, 10, 3, 4]), Rows.Draw([2, 3], 3, 0), Batches: Indices.Of(0, 1));
        var before = Value(network);
        var parameters = network.Parameters.Where(p => p.Name.StartsWith("transformer_encoder", StringComparison.Ordinal)).Select(p => p.Tensor).ToArray();
        Tensor[] gradients;
        using (var tape = new Tape())
        {
            tape.Watch(parameters);
            gradients = tape.Gradient(Loss(network), parameters);
        }

        foreach (var (parameter, gradient) in parameters.Zip(gradients)) parameter.AddInPlace(gradient, -0.01f);

        Assert.True(Value(network) > before); // a step down the reversed gradient makes batches harder to tell

        Tensor Loss(ScGptNetwork of) => of.Of(tokens).Batches!.CrossEntropy(tokens.Batches!).Mean();
        float Value(ScGptNetwork of) => Loss(of).Value;
    }

    [Fact]
    public void Norms_by_label_take_one_batch_at_a_time()
    {
        var network = Made(s_small with { Batches = 2, Norm = TokenNorm.BatchByLabel });
        GeneTokens tokens = new(new([2, 2], [1, 2, 3, 4]), Rows.Draw([2, 2], 3, 0), Batches: Indices.Of(0, 1));

        Assert.Contains("one batch at a time", Assert.Throws<ArgumentException>(() => network.Of(tokens)).Message);
        Assert.Equal([2, 8], network.Of(tokens with { Batches = Indices.Of(1, 1) }).Cells.Shape.Extents.ToArray());
    }

    [Theory]
    [InlineData(GeneQuery.Concatenated, 0, false)]
    [InlineData(GeneQuery.Summed, 0, true)]
    [InlineData(GeneQuery.InnerProduct, 3, true)]
    public void What_a_file_holds_says_which_network_it_is(GeneQuery query, int batches, bool explicitZeros)
    {
        var options = s_small with { Query = query, Batches = batches, ExplicitZeros = explicitZeros, Norm = batches > 0 ? TokenNorm.BatchByLabel : TokenNorm.None, HasDiscriminator = batches > 0, Generates = true };
        var network = Made(options);
        using var file = Written("best_model.pt", network.State.Select(s => ("module." + s.Name.Replace("in_proj_", "Wqkv.", StringComparison.Ordinal), s.Tensor)));
        var loaded = new ScGptNetwork(ScGptCheckpoint.Sizes(file, 2) with { Padding = 9 });
        ScGptCheckpoint.Load(loaded, file);

        Assert.Equal(options, loaded.Options);
        Assert.Equal(network.State.SelectMany(s => s.Tensor.ToArray()), loaded.State.SelectMany(s => s.Tensor.ToArray()));
    }

    [Fact]
    public void Attention_that_a_file_lacks_is_an_error_and_heads_may_be_new()
    {
        var network = Made(s_small);
        using var file = Written("partial.safetensors", network.State.Where(s => !s.Name.EndsWith("layers.1.self_attn.in_proj_bias", StringComparison.Ordinal)));
        using var whole = Written("whole.safetensors", network.State);
        var finetuned = Made(s_small with { Perturbs = true });
        ScGptCheckpoint.LoadBody(finetuned, whole);

        Assert.Equal(["transformer_encoder.layers.1.self_attn.in_proj_bias"], Assert.Throws<CheckpointException>(() => ScGptCheckpoint.Load(network, file)).Missing);
        Assert.Throws<CheckpointException>(() => ScGptCheckpoint.LoadBody(finetuned, file));
        Assert.Equal(network.State.First(s => s.Name == "encoder.embedding.weight").Tensor.ToArray(), finetuned.State.First(s => s.Name == "encoder.embedding.weight").Tensor.ToArray());
    }

    [Fact]
    public void A_perturbed_gene_moves_a_cell_and_nothing_done_moves_nothing()
    {
        string[] genes = ["A", "B", "C"];
        var model = new ScGptPredictor("scGPT", Made(s_small with { Perturbs = true }), genes, Vocabulary);
        float[] cells = [1, 0, 2, 3, 1, 0], settled = new float[6], untouched = new float[6];
        model.Respond(Treatment.Of("B", "ctrl"), cells, settled);
        model.Respond(Treatment.None, cells, untouched);

        Assert.NotEqual(cells, settled);
        Assert.Equal(cells, untouched);
        Assert.Contains("'Bb' is not in the panel of 3", model.Objection(Treatment.Of("Bb", "ctrl")));
    }

    [Fact]
    public void A_published_folder_embeds_each_cell_by_itself()
    {
        var network = Made(s_small);
        Written("model.safetensors", network.State).Dispose();
        File.WriteAllText(In("vocab.json"), """{"A":1,"B":2,"C":3,"D":4,"<pad>":9,"<cls>":10}""");
        File.WriteAllText(In("args.json"), """{"nheads":2,"n_bins":51,"pad_value":-2,"pad_token":"<pad>","max_seq_len":4}""");
        var embedder = EmbedderFolder.Open(_folder);
        var cells = Tensor.From([2, 4], [1, 2, 0, 3, 1, 1, 1, 2]);
        var both = embedder.Embed(cells, [1, 2, 3, 4], 0);

        Assert.Equal(("X_scGPT", 8, -1, 3), (embedder.Key, embedder.Width, embedder.Find("<cls>"), embedder.Find("C")));
        Assert.Equal(both.Slice(0, 1, 1).ToArray(), embedder.Embed(cells.Slice(0, 1, 1), [1, 2, 3, 4], 1).ToArray());
        Rows.Near(Tensor.Of(1, 1), both.Norm(1));
        File.WriteAllText(In("args.json"), "{}");
        Assert.Contains("'nheads' is missing", Assert.Throws<EmbedderException>(() => EmbedderFolder.Open(_folder)).Message);
    }

    [Theory]
    [InlineData(new float[] { 0, 1, 2, 3, 0 }, 4, new float[] { 0, 1, 2, 3, 0 })]
    [InlineData(new float[] { 5, 5, 5 }, 51, new float[] { 25, 25, 25 })] // on all 50 edges: the middle
    [InlineData(new float[] { 0, 0 }, 51, new float[] { 0, 0 })]
    public void Values_fall_into_bins_of_their_own_cell(float[] values, int bins, float[] expected) => Assert.Equal(expected, ValueBinning.Of(values, bins));

    private static GeneVocabulary Vocabulary => new(new Dictionary<string, int> { ["A"] = 1, ["B"] = 2, ["C"] = 3, [GeneVocabulary.Padding] = 9, [GeneVocabulary.Cell] = 10 });

    private static ScGptNetwork Made(ScGptOptions options)
    {
        var network = new ScGptNetwork(options);
        network.Initialise(1);
        return network;
    }

    private WeightFile Written(string name, IEnumerable<(string Name, Tensor Tensor)> tensors)
    {
        SafetensorsWriter.Write(In(name), tensors.Select(t => WeightTensor.Of<float>(t.Name, t.Tensor.ToArray(), [.. t.Tensor.Shape.Extents.ToArray().Select(e => (long)e)])));
        return WeightFile.Open(In(name));
    }

    private string In(string name) => Path.Combine(_folder, name);
}
