using Sintropia.Predictors.StateEmbedding.Parts;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.StateEmbedding;

/// <summary>STATE's State Embedding model: cells as sentences of their most expressed genes, to one vector each, from which expression can be read gene by gene.</summary>
/// <remarks>Keys: cls_token, dataset_token, encoder, transformer_encoder, decoder, binary_decoder, bin_encoder, count_encoder, dataset_embedder, dataset_encoder. Vectors of genes are given to it and not part of it.</remarks>
public sealed class StateEmbeddingNetwork : Layer
{
    private readonly Parameter _cell;
    private readonly Parameter? _dataset;
    private readonly GeneEncoder _genes;
    private readonly SentenceEncoder _sentences;
    private readonly CellDecoder _decoder;
    private readonly ExpressionDecoder _expression;
    private readonly SoftBins _bins;
    private readonly Linear? _datasetNumbers;
    private readonly DatasetHead? _datasetHead;

    /// <summary>A network. It holds NaN until it is initialised or loaded.</summary>
    /// <exception cref="ArgumentException">The sizes cannot be.</exception>
    public StateEmbeddingNetwork(StateEmbeddingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        Options = options;
        _cell = Own("cls_token", [1, options.VectorWidth], Initialisers.Normal(1), null);
        if (options.HasDatasetToken) _dataset = Own("dataset_token", [1, options.VectorWidth], Initialisers.Normal(1), null);
        _genes = Inner("encoder", new GeneEncoder(options.VectorWidth, options.Width));
        _sentences = Inner("transformer_encoder", new SentenceEncoder(options));
        _decoder = Inner("decoder", new CellDecoder(options.Width, options.Outputs));
        _expression = Inner("binary_decoder", new ExpressionDecoder(options.Width + options.Outputs + 1 + options.DatasetNumbers));
        _bins = Inner("", new SoftBins(options.Width));
        if (options.HasDatasetToken) _datasetNumbers = Inner("dataset_embedder", new Linear(options.Outputs, options.DatasetNumbers));
        if (options.Datasets > 0) _datasetHead = Inner("dataset_encoder", new DatasetHead(options.Outputs, options.Width, options.Datasets));
    }

    /// <summary>Its sizes.</summary>
    public StateEmbeddingOptions Options { get; }

    /// <summary>What sentences are made of: each gene's vector at length one, encoded. It depends on no cell, so that one table serves all.</summary>
    /// <param name="vectors">[genes, vector width].</param>
    /// <returns>[genes, width]</returns>
    public Tensor Words(Tensor vectors) => Genes(Checked(vectors).Normalize());

    /// <summary>What expression is read with: each gene's vector, encoded as it is. It is not brought to length one, as published.</summary>
    /// <param name="vectors">[genes, vector width].</param>
    /// <returns>[genes, width]</returns>
    public Tensor Genes(Tensor vectors) => _genes.Of(Checked(vectors));

    /// <summary>The tokens of sentences before anything is known of counts: the cell's, the genes', and the data set's if there is one.</summary>
    /// <param name="genes">[cells, positions].</param>
    /// <param name="words">Of <see cref="Words"/>.</param>
    /// <returns>[cells, positions and one more for the data set, width]</returns>
    public Tensor Tokens(Indices genes, Tensor words)
    {
        ArgumentNullException.ThrowIfNull(genes);
        ArgumentNullException.ThrowIfNull(words);
        if (words.Rank != 2 || words.Shape[1] != Options.Width) throw ShapeException.Unfit("StateEmbedding", words.Shape, $"words are [genes, {Options.Width}]. Make them with Words.");
        Shape one = [genes.Shape[0], 1, Options.Width];
        var others = words.Take(WithoutFirst(genes)).Reshape(genes.Shape[0], genes.Shape[1] - 1, Options.Width);
        var cell = _genes.Of(_cell.Tensor).Unsqueeze(0).Expand(one);
        return _dataset is null ? Tensor.Concat(1, cell, others) : Tensor.Concat(1, cell, others, _genes.Of(_dataset.Tensor).Unsqueeze(0).Expand(one));
    }

    /// <summary>Embeddings of cells. The order of genes behind the first position means nothing.</summary>
    /// <param name="sentences">Cells.</param>
    /// <param name="words">Of <see cref="Words"/>.</param>
    /// <param name="dropout">In training; the reference drops 0.1.</param>
    /// <exception cref="ShapeException">Shapes do not fit.</exception>
    public StateEmbeddingOutput Of(CellSentences sentences, Tensor words, Dropout? dropout = null)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        sentences.Check();
        var tokens = Tokens(sentences.Genes, words) * (float)Math.Sqrt(Options.Width);
        var bins = _bins.Of(sentences.Counts);
        tokens += _dataset is null ? bins : Tensor.Concat(1, bins, Tensor.Zeros([bins.Shape[0], 1, Options.Width]));
        var outputs = _decoder.Of(_sentences.Of(tokens, dropout));
        var dataset = _dataset is null ? null : outputs.At(1, -1);
        return new(outputs.At(1, 0).Normalize(), dataset, dataset is null ? null : _datasetNumbers!.Of(dataset));
    }

    /// <summary>What <see cref="Decode"/> reads each gene of each cell from: the gene, the cell, its depth, its data set.</summary>
    /// <param name="genes">[cells, genes, width], or [genes, width] for the same genes of all cells; rows of <see cref="Genes"/>.</param>
    /// <param name="cells">Of <see cref="Of"/>.</param>
    /// <param name="depths">Mean log1p count of the expressed genes that are asked for, [cells].</param>
    /// <returns>[cells, genes, width + outputs + 1 + 10]</returns>
    public Tensor Joined(Tensor genes, StateEmbeddingOutput cells, Tensor depths)
    {
        ArgumentNullException.ThrowIfNull(genes);
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(depths);
        var (count, asked) = (cells.Cells.Shape[0], genes.Shape[^2]);
        if (depths.Shape != new Shape(count) || genes.Shape[^1] != Options.Width || (genes.Rank == 3 ? genes.Shape[0] != count : genes.Rank != 2))
            throw ShapeException.Misfit("StateEmbedding", genes.Shape, depths.Shape, $"the first are genes, [{count}, genes, {Options.Width}], the second depths, [{count}].");
        Tensor[] parts = [genes.Expand([count, asked, Options.Width]), Spread(cells.Cells), Spread(depths.Unsqueeze(1)), .. cells.DatasetNumbers is { } numbers ? [Spread(numbers)] : Array.Empty<Tensor>()];
        return Tensor.Concat(2, parts);

        Tensor Spread(Tensor x) => x.Unsqueeze(1).Expand([count, asked, x.Shape[1]]);
    }

    /// <summary>Expression of genes in cells, log1p of counts: [cells, genes].</summary>
    /// <inheritdoc cref="Joined" path="/param"/>
    public Tensor Decode(Tensor genes, StateEmbeddingOutput cells, Tensor depths) => _expression.Of(Joined(genes, cells, depths));

    /// <summary>Scores of the data sets that a cell may be from: [cells, data sets].</summary>
    /// <param name="cells">Of <see cref="Of"/>.</param>
    /// <param name="dropout">In training.</param>
    /// <exception cref="InvalidOperationException">The model tells no data sets apart.</exception>
    public Tensor Datasets(StateEmbeddingOutput cells, Dropout? dropout = null)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return _datasetHead is null ? throw new InvalidOperationException("This model tells no data sets apart. Use options with Datasets.") : _datasetHead.Of(cells.Dataset!, dropout);
    }

    private Tensor Checked(Tensor vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        return vectors.Shape[^1] == Options.VectorWidth ? vectors : throw ShapeException.Unfit("StateEmbedding", vectors.Shape, $"this model takes vectors of {Options.VectorWidth} numbers for genes. Give those that it was trained with.");
    }

    private static Indices WithoutFirst(Indices genes)
    {
        var (cells, positions) = (genes.Shape[0], genes.Shape[1]);
        var rest = new int[cells * (positions - 1)];
        for (var cell = 0; cell < cells; cell++) genes.Values.Slice(cell * positions + 1, positions - 1).CopyTo(rest.AsSpan(cell * (positions - 1)));
        return Indices.Of(rest);
    }
}
