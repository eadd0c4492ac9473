using Sintropia.Predictors.Quantising;
using Sintropia.Predictors.ScGpt;
using Sintropia.Predictors.StateEmbedding;
using Sintropia.Tensors;
using Sintropia.Tensors.Gradients;

namespace Sintropia.Predictors.Tests.Quantising;

public sealed class ByteQuantisationTests
{
    [Fact]
    public void ScGpt_takes_less_than_a_third_of_its_memory_and_says_nearly_the_same_of_cells()
    {
        var network = new ScGptNetwork(new() { Tokens = 300, Padding = 299, Width = 64, Feedforward = 64, Layers = 3, Heads = 4 });
        network.Initialise(1);
        GeneTokens tokens = new(new([2, 20], [.. Enumerable.Range(0, 40).Select(i => i * 7 % 299)]), Rows.Draw([2, 20], 3, 0) * 50);
        Tensor before = network.Embed(tokens), decoded = network.Of(tokens).Expression;
        var layers = ByteQuantisation.Apply(network);
        var after = network.Embed(tokens);

        Assert.True(layers.Sum(l => l.BytesAfter) <= 0.3 * layers.Sum(l => l.BytesBefore));
        Assert.Equal(1 + 3 * 4 + 3, layers.Length);
        Assert.All(layers, l => Assert.InRange(l.Error, 1e-4, 0.02));
        Assert.All((before.Normalize() * after.Normalize()).Sum(1).ToArray(), cosine => Assert.InRange(cosine, 0.999f, 1.0001f));
        Assert.NotEqual(before.ToArray(), after.ToArray());
        Rows.Near(decoded, network.Of(tokens).Expression, 0.05f);
        Assert.Empty(ByteQuantisation.Apply(network));
    }

    [Fact]
    public void State_Embedding_keeps_its_cells_and_a_quantised_network_is_not_trained()
    {
        var network = new StateEmbeddingNetwork(new() { VectorWidth = 48, Width = 64, Feedforward = 96, Layers = 2, Heads = 4, Outputs = 32, Positions = 12 });
        network.Initialise(1);
        var vectors = Rows.Draw([30, 48], 2);
        CellSentences sentences = new(new([2, 12], [.. Enumerable.Range(0, 24).Select(i => i * 5 % 30)]), Rows.Draw([2, 12], 3, 0) * 10);
        var before = network.Of(sentences, network.Words(vectors)).Cells;
        var layers = ByteQuantisation.Apply(network);
        var after = network.Of(sentences, network.Words(vectors)).Cells;

        Assert.True(layers.Sum(l => l.BytesAfter) <= 0.3 * layers.Sum(l => l.BytesBefore));
        Assert.All((before * after).Sum(1).ToArray(), cosine => Assert.InRange(cosine, 0.999f, 1.0001f));
        using var tape = new Tape();
        tape.Watch(vectors);
        Assert.Contains("no gradient", Assert.Throws<InvalidOperationException>(() => network.Words(vectors)).Message);
    }

    [Fact]
    public void Layers_are_quantised_one_at_a_time_to_see_which_bear_it()
    {
        GeneTokens tokens = new(new([1, 8], [.. Enumerable.Range(0, 8)]), Rows.Draw([1, 8], 3, 0) * 50);
        var found = ByteSensitivity.Of(Fresh, network => network.Embed(tokens));

        Assert.Equal(1 + 2 * 4, found.Count(f => !f.Layer.Name.StartsWith("decoder.", StringComparison.Ordinal)));
        Assert.All(found.Where(f => f.Layer.Name.StartsWith("decoder.", StringComparison.Ordinal)), f => Assert.Equal(0, f.Change)); // an embedding does not go through it
        Assert.All(found.Take(9), f => Assert.InRange(f.Change, 1e-6, 0.1));
        Assert.Equal(found.Select(f => f.Change).OrderDescending(), found.Select(f => f.Change));

        static ScGptNetwork Fresh()
        {
            var network = new ScGptNetwork(new() { Tokens = 30, Width = 32, Feedforward = 32, Layers = 2, Heads = 4 });
            network.Initialise(1);
            return network;
        }
    }

    [Fact]
    public void A_weight_that_is_not_finite_is_refused_by_the_name_of_its_layer()
    {
        var network = new ScGptNetwork(new() { Tokens = 8, Width = 8, Feedforward = 8, Layers = 1, Heads = 2 }); // NaN until it is initialised

        Assert.Contains("'encoder.embedding'", Assert.Throws<ArgumentException>(() => ByteQuantisation.Apply(network)).Message);
    }
}
