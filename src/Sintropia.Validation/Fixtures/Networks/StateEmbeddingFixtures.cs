using Sintropia.Predictors.StateEmbedding;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Validation.Fixtures.Networks;

/// <summary>STATE's embedding model: layers, embeddings, decoded genes, the loss, gradients, a step of training.</summary>
public sealed class StateEmbeddingFixtures : NetworkFixtures
{
    /// <summary>The kind.</summary>
    public StateEmbeddingFixtures() : base("state-embedding", "STATE embedding model")
    {
    }

    private protected override IEnumerable<NetworkCase> Cases(NetworkFixture fixture) =>
    [
        new("embed", () => Embedded(fixture)),
        new("permuted", () => [("embed/cls_embedding_genes_permuted", Permuted(fixture))]),
        new("decode", () => Decoded(fixture)),
        new("eval", () => Evaluated(fixture)),
        new("train", () => Trained(fixture)),
    ];

    private static IEnumerable<(string, Tensor)> Embedded(NetworkFixture fixture)
    {
        var (network, sentences) = (Loaded(fixture), Sentences(fixture));
        var vectors = Vectors(fixture);
        using var trace = new LayerTrace(network);
        var output = network.Of(sentences, network.Words(vectors));
        var asked = network.Genes(vectors).Take(fixture.Places("sentence/task_genes"));
        return
        [
            .. fixture.Kept(trace, "embed/").Where(kept => kept.Key != "embed/encoder"), // the trace keeps the last use, and it is of the whole table
            ("embed/encoder", network.Tokens(sentences.Genes, network.Words(vectors))),
            ("embed/encoder#2", asked), ("embed/task_gene_tokens", asked),
            ("embed/cls_embedding", output.Cells), ("embed/dataset_raw", output.Dataset!), ("embed/dataset_10", output.DatasetNumbers!), ("embed/X_state", output.Joined),
        ];
    }

    // All positions behind the first, in the reverse order.
    private static Tensor Permuted(NetworkFixture fixture)
    {
        var (network, sentences) = (Loaded(fixture), Sentences(fixture));
        var (cells, positions) = (sentences.Genes.Shape[0], sentences.Genes.Shape[1]);
        int[] order = [0, .. Enumerable.Range(1, positions - 1).Reverse()];
        var genes = Enumerable.Range(0, cells).SelectMany(cell => order.Select(place => sentences.Genes.Values[cell * positions + place])).ToArray();
        return network.Of(new(new([cells, positions], genes), sentences.Counts.Take(Indices.Of(order), 1)), network.Words(Vectors(fixture))).Cells;
    }

    private static IEnumerable<(string, Tensor)> Decoded(NetworkFixture fixture)
    {
        var (network, vectors) = (Loaded(fixture), Vectors(fixture));
        var output = network.Of(Sentences(fixture), network.Words(vectors));
        var genes = network.Genes(vectors).Take(fixture.Places("decode/gene_ids"));
        return [("decode/input", network.Joined(genes, output, fixture["decode/rda"])), ("decode/out", network.Decode(genes, output, fixture["decode/rda"]))];
    }

    private static IEnumerable<(string, Tensor)> Evaluated(NetworkFixture fixture)
    {
        var losses = new StateEmbeddingTraining(Loaded(fixture), Vectors(fixture)).Losses(Batch(fixture));
        return [("eval/loss", losses.Cells is { } cells ? losses.Genes + cells : losses.Genes), ("eval/dataset_loss", losses.Dataset!)];
    }

    private static IEnumerable<(string, Tensor)> Trained(NetworkFixture fixture)
    {
        var network = Loaded(fixture);
        var training = new StateEmbeddingTraining(network, Vectors(fixture));
        List<(string, Tensor)> made = [("train/dataset_loss", training.Losses(Batch(fixture)).Dataset!), .. fixture.Gradients(network, "train/grad/", () => training.Losses(Batch(fixture)).Total)];
        var outcome = training.Step(Batch(fixture));
        return [.. made, ("train/loss", Single(outcome.Loss)), ("train/grad_norm", Single(outcome.GradientNorm)), .. fixture.Kept(network, "train/after_step/")];
    }

    private static CellSentences Sentences(NetworkFixture fixture) => new(fixture.Places("sentence/batch_sentences"), fixture["sentence/sentence_counts"]);

    private static SentenceBatch Batch(NetworkFixture fixture) =>
        new(Sentences(fixture), fixture.Places("sentence/task_genes"), fixture["sentence/task_counts"], fixture.Number("S"), fixture.Places("sentence/dataset_nums"));

    private static Tensor Vectors(NetworkFixture fixture) => fixture.Weights[StateEmbeddingCheckpoint.Vectors].ToTensor();

    private static StateEmbeddingNetwork Loaded(NetworkFixture fixture)
    {
        var network = new StateEmbeddingNetwork(new()
        {
            VectorWidth = fixture.Number("token_dim"),
            Width = fixture.Number("d_model"),
            Feedforward = fixture.Number("d_hid"),
            Layers = fixture.Number("nlayers"),
            Heads = fixture.Number("nhead"),
            Outputs = fixture.Number("output_dim"),
            Positions = fixture.Number("pad_length"),
            Datasets = fixture.Number("num_datasets"),
        });
        StateEmbeddingCheckpoint.Load(network, fixture.Weights);
        return network;
    }
}
