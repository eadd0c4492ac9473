using Sintropia.Predictors.Embeddings;
using Sintropia.Tensors;

namespace Sintropia.Predictors.StateEmbedding;

/// <summary>A State Embedding network with its genes' vectors, ready to embed cells. Genes are encoded once, when it is made.</summary>
public sealed class StateEmbeddingPredictor : ICellEmbedder
{
    private const int TokensAtOnce = 16_384;

    private readonly StateEmbeddingNetwork _network;
    private readonly GeneVectors _genes;
    private readonly SentenceFormation _sentences;
    private readonly Tensor _words;

    /// <summary>A trained network.</summary>
    /// <param name="network">Its weights are not to change after this.</param>
    /// <param name="genes">The vectors that it was trained with.</param>
    /// <param name="name">What it is, for a person.</param>
    /// <param name="licence">Of its weights.</param>
    /// <param name="seed">Of the order of genes that are expressed alike.</param>
    /// <exception cref="ArgumentException">The vectors have another length.</exception>
    public StateEmbeddingPredictor(StateEmbeddingNetwork network, GeneVectors genes, string name = "State Embedding", string licence = "", ulong seed = 42)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(genes);
        (_network, _genes, Name, Licence) = (network, genes, name, licence);
        _sentences = new() { Positions = network.Options.Positions, Seed = seed };
        _words = network.Words(genes.Vectors);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Licence { get; }

    /// <inheritdoc/>
    public string Key => "X_state";

    /// <inheritdoc/>
    public int Width => _network.Options.Outputs + _network.Options.DatasetNumbers;

    /// <inheritdoc/>
    public int CellsAtOnce => Math.Max(1, TokensAtOnce / _network.Options.Positions);

    /// <inheritdoc/>
    public int Find(string gene) => _genes.Find(gene);

    /// <inheritdoc/>
    public Tensor Embed(Tensor logCounts, ReadOnlySpan<int> rows, long first) => _network.Of(_sentences.Of(logCounts, rows, first), _words).Joined;
}
