using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.StateEmbedding;
using Sintropia.Predictors.StateEmbedding.Parts;
using Sintropia.Tensors;
using Sintropia.Tensors.Optimisers;
using Sintropia.Weights;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Predictors.Tests.StateEmbedding;

public sealed class StateEmbeddingNetworkTests : IDisposable
{
    private const int Genes = 9;

    private static readonly StateEmbeddingOptions s_small = new() { VectorWidth = 6, Width = 8, Feedforward = 12, Layers = 2, Heads = 2, Outputs = 5, Positions = 6, Datasets = 3 };

    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-state-embedding-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_cell_is_the_same_whatever_cells_stand_beside_it_and_has_length_one()
    {
        var network = Made(s_small);
        var words = network.Words(Vectors);
        var both = network.Of(Sentences(2), words);
        var alone = network.Of(new(new([1, 6], Sentences(2).Genes.Values[6..]), Sentences(2).Counts.Slice(0, 1, 1)), words);

        Assert.Equal(alone.Joined.ToArray(), both.Joined.Slice(0, 1, 1).ToArray());
        Rows.Near(Tensor.Of(1, 1), both.Cells.Norm(1));
        Assert.Equal(5 + 10, both.Joined.Shape[1]);
    }

    [Fact]
    public void The_order_of_genes_behind_the_first_position_means_nothing_and_their_counts_do()
    {
        var network = Made(s_small);
        var words = network.Words(Vectors);
        var sentences = Sentences(1);
        int[] order = [0, 4, 2, 5, 1, 3];
        int[] genes = [.. order.Select(place => sentences.Genes.Values[place])];
        var expected = network.Of(sentences, words).Cells;

        Rows.Near(expected, network.Of(new(new([1, 6], genes), sentences.Counts.Take(Indices.Of(order), 1)), words).Cells);
        Assert.NotEqual(expected.ToArray(), network.Of(new(new([1, 6], genes), sentences.Counts), words).Cells.ToArray());
    }

    [Fact]
    public void Shares_of_bins_sum_to_one()
    {
        var bins = new SoftBins(8);
        bins.Initialise(3);

        Rows.Near(Tensor.Ones([2, 3]), bins.Shares(Tensor.From([2, 3], [0, 1, 2, 5, 20, 100])).Sum(2));
    }

    [Fact]
    public void Training_lowers_the_loss_of_its_batch()
    {
        var network = Made(s_small);
        var training = new StateEmbeddingTraining(network, Vectors, adam: AdamOptions.AdamW with { Rate = 1e-3 });
        SentenceBatch batch = new(Sentences(4), new([4, 5], [.. Enumerable.Range(0, 20).Select(i => i % Genes)]), Rows.Draw([4, 5], 5, 0), 2, Indices.Of(0, 1, 2, 1));
        var first = training.Step(batch).Loss;
        for (var step = 0; step < 30; step++) training.Step(batch);

        Assert.True(training.Losses(batch).Total.Value < 0.8f * first);
    }

    [Fact]
    public void Published_files_of_every_build_load_and_say_their_sizes()
    {
        var network = Made(s_small);
        var state = network.State.Select(s => (Name: Published(s.Name), s.Tensor)).ToList();
        state.AddRange(network.State.Where(s => s.Name.StartsWith("encoder.", StringComparison.Ordinal)).Select(s => ($"state_dict/_orig_mod.gene_embedding_layer.{s.Name[8..]}", s.Tensor)));
        state.Add(("state_dict/pe_embedding.weight", Vectors));
        state.Add(("optimizer_states/0", Tensor.Of(1)));
        using var file = Written("published.safetensors", state);
        var loaded = new StateEmbeddingNetwork(StateEmbeddingCheckpoint.Sizes(file, heads: 2) with { Positions = 6 });
        StateEmbeddingCheckpoint.Load(loaded, file);

        Assert.Equal(s_small, loaded.Options);
        Assert.Equal(network.Of(Sentences(1), network.Words(Vectors)).Joined.ToArray(), loaded.Of(Sentences(1), loaded.Words(Vectors)).Joined.ToArray());
        Assert.Equal([Genes, 6], StateEmbeddingCheckpoint.VectorsOf(file)!.Shape.Select(e => (int)e));

        static string Published(string name) => "state_dict/_orig_mod." + name.Replace("qkv_proj.", "self_attn.in_proj_", StringComparison.Ordinal).Replace("out_proj.", "self_attn.out_proj.", StringComparison.Ordinal);
    }

    [Fact]
    public void An_encoder_that_is_there_twice_and_differs_is_refused_as_are_other_architectures()
    {
        var network = Made(s_small);
        using var twice = Written("twice.safetensors", [.. network.State, ("gene_embedding_layer.0.bias", Tensor.Zeros([8]))]);
        using var other = Written("other.safetensors", [("encoder.0.weight", Tensor.Zeros([2, 2]))]);

        Assert.Contains("'encoder.0.bias' and 'gene_embedding_layer.0.bias'", Assert.Throws<CheckpointException>(() => StateEmbeddingCheckpoint.Load(network, twice)).Message);
        Assert.Equal(["transformer_encoder.layers.0.linear1.weight", "decoder.1.weight"], Assert.Throws<CheckpointException>(() => StateEmbeddingCheckpoint.Sizes(other, 2)).Missing);
    }

    [Fact]
    public void The_published_sizes_make_six_hundred_million_parameters()
    {
        // Counted, not made: 2.4 GB of them.
        var (d, f, o, v, n) = (2048L, 2048L, 2048L, 5120L, 14_420L);
        var layer = 4 * d * d + 4 * d + 2 * d * f + f + d + 4 * d;
        long Skip(long width) => 4 * width * width + 3 * width + 2 * width;
        var all = 2 * v + v * d + d + 2 * d + 16 * layer + Skip(d) + d * o + o + 2 * Skip(d + o + 11) + d + o + 11 + 1 + 10 * d + 1024 + 5130 + 10 * o + 10 + d * o + d + 2 * d + n * d + n;
        var options = StateEmbeddingOptions.Large;

        Assert.Equal((d, f, o, v, n, 16), (options.Width, options.Feedforward, options.Outputs, options.VectorWidth, options.Datasets, options.Layers));
        Assert.InRange(all, 600_000_000, 640_000_000);
    }

    private static Tensor Vectors => Rows.Draw([Genes, 6], 11);

    private static CellSentences Sentences(int cells) => new(new([cells, 6], [.. Enumerable.Range(0, cells * 6).Select(i => i * 5 % Genes)]), Rows.Draw([cells, 6], 7, 0) * 10);

    private static StateEmbeddingNetwork Made(StateEmbeddingOptions options)
    {
        var network = new StateEmbeddingNetwork(options);
        network.Initialise(1);
        return network;
    }

    private WeightFile Written(string name, IEnumerable<(string Name, Tensor Tensor)> tensors)
    {
        var path = Path.Combine(_folder, name);
        SafetensorsWriter.Write(path, tensors.Select(t => WeightTensor.Of<float>(t.Name, t.Tensor.ToArray(), [.. t.Tensor.Shape.Extents.ToArray().Select(e => (long)e)])));
        return WeightFile.Open(path);
    }
}
