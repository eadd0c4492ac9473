using Sintropia.Predictors.ScGpt.Parts;
using Sintropia.Tensors;
using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.ScGpt;

/// <summary>scGPT: genes with values as a set of tokens, to expression of each, an embedding of the cell, and heads on it; or, as the model of perturbations, to expression after some genes were perturbed.</summary>
/// <remarks>Keys: encoder, value_encoder, batch_encoder, pert_encoder, flag_encoder, bn or dsbn, transformer_encoder, decoder, cls_decoder, mvc_decoder, grad_reverse_discriminator.</remarks>
public sealed class ScGptNetwork : Layer
{
    private const float NormEpsilon = 6.1e-5f;
    private const int Flags = 3, PaddingFlag = 2, Known = 2;

    private readonly NormedEmbedding? _batches;
    private readonly Embedding? _flags, _generated;
    private readonly BatchNorm[] _norms;
    private readonly NumberDecoder? _decoder;
    private readonly ChangeDecoder? _change;
    private readonly ClassDecoder _classes;
    private readonly QueryDecoder? _query;
    private readonly ClassDecoder? _discriminator;

    /// <summary>A network. It holds NaN until it is initialised or loaded.</summary>
    /// <exception cref="ArgumentException">The sizes cannot be.</exception>
    public ScGptNetwork(ScGptOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        Options = options;
        Body = Inner("", new GeneBody(options));
        if (options.Batches > 0) _batches = Inner("batch_encoder", new NormedEmbedding(options.Batches, options.Width));
        if (options.Perturbs) _flags = Inner("pert_encoder", new Embedding(Flags, options.Width, PaddingFlag));
        if (options.Generates) _generated = Inner("flag_encoder", new Embedding(Known, options.Width));
        _norms = options.Norm switch
        {
            TokenNorm.Batch => [Inner("bn", new BatchNorm(options.Width, NormEpsilon))],
            TokenNorm.BatchByLabel => [.. Enumerable.Range(0, options.Batches).Select(i => Inner($"dsbn.bns.{i}", new BatchNorm(options.Width, NormEpsilon)))],
            _ => [],
        };
        if (options.Perturbs) _change = Inner("decoder", new ChangeDecoder(options.Width, options.ExplicitZeros));
        else _decoder = Inner("decoder", new NumberDecoder(options.Batches > 0 ? 2 * options.Width : options.Width, options.Width, options.ExplicitZeros));
        _classes = Inner("cls_decoder", new ClassDecoder(options.Width, options.Classes, options.ClassLayers, Activation.Relu));
        if (options.Query != GeneQuery.None) _query = Inner("mvc_decoder", new QueryDecoder(options));
        if (options.HasDiscriminator) _discriminator = Inner("grad_reverse_discriminator", new ClassDecoder(options.Width, options.Batches, options.ClassLayers, Activation.LeakyRelu()));
    }

    /// <summary>Its sizes.</summary>
    public ScGptOptions Options { get; }

    /// <summary>What fine-tuning begins from.</summary>
    internal GeneBody Body { get; }

    /// <summary>Everything that the model says of cells.</summary>
    /// <param name="tokens">Cells.</param>
    /// <param name="dropout">In training; the reference drops 0.2.</param>
    /// <param name="movesNorms">Whether norms over the batch take this one's statistics and move their averages, as in training.</param>
    /// <exception cref="ShapeException">Shapes do not fit, or labels and flags are missing or too many.</exception>
    public ScGptOutput Of(GeneTokens tokens, Dropout? dropout = null, bool movesNorms = false)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        tokens.Check(Options);
        var genes = Body.Genes(tokens.Genes);
        var joined = Body.Join(genes, tokens.Values, dropout);
        if (_flags is not null) joined += _flags.Of(tokens.Flags!);
        var x = Body.Of(Normed(joined, tokens.Batches, movesNorms), new AttentionMask(Ignored: tokens.Padding), 0, dropout);
        var cells = Pooled(x, tokens.Values);
        var batch = _batches?.Of(tokens.Batches!);
        var (expression, expressed) = Decoded(x, tokens.Values, batch);
        var (queried, queriedExpressed) = _query is null || (batch is not null && Options.Query != GeneQuery.InnerProduct) ? (null, null) : _query.Of(batch is null ? cells : Tensor.Concat(1, cells, batch), genes);
        return new(expression, cells, _classes.Of(cells), queried, expressed, queriedExpressed, _discriminator?.Of(Reversed(cells)));
    }

    /// <summary>Embeddings of cells alone, without heads: [cells, width].</summary>
    /// <param name="tokens">Cells.</param>
    public Tensor Embed(GeneTokens tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        tokens.Check(Options);
        var joined = Body.Join(Body.Genes(tokens.Genes), tokens.Values, null);
        if (_flags is not null) joined += _flags.Of(tokens.Flags!);
        return Pooled(Body.Of(Normed(joined, tokens.Batches, false), new AttentionMask(Ignored: tokens.Padding), 0, null), tokens.Values);
    }

    /// <summary>Expression of genes from a cell's embedding, which takes the first position: [cells, positions].</summary>
    /// <param name="cells">[cells, width].</param>
    /// <param name="genes">Tokens, [cells, positions].</param>
    /// <param name="values">What is known of their values, [cells, positions]; none for nothing.</param>
    /// <param name="padding">1 where a position is padding.</param>
    /// <param name="batches">Labels, for models that know them.</param>
    public Tensor FromCell(Tensor cells, Indices genes, Tensor? values = null, Tensor? padding = null, Indices? batches = null)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(genes);
        var tokens = Body.Genes(genes);
        if (values is not null) tokens = Body.Join(tokens, values, null);
        tokens = Normed(tokens, batches, false);
        var x = Tensor.Concat(1, cells.Unsqueeze(1), tokens.Slice(1, 1, tokens.Shape[1] - 1));
        return Decoded(Body.Of(x, new AttentionMask(Ignored: padding), 0, null), values ?? Tensor.Zeros(genes.Shape), _batches?.Of(batches!)).Value;
    }

    /// <summary>Expression of genes of which nothing is known, from genes of which values are: each generated gene sees the known ones and itself, and no other.</summary>
    /// <param name="known">Genes with values.</param>
    /// <param name="unknown">Tokens of genes without, [cells, positions].</param>
    /// <returns>[cells, known and unknown positions]</returns>
    /// <exception cref="InvalidOperationException">The model was not made to generate.</exception>
    public Tensor Generate(GeneTokens known, Indices unknown)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(unknown);
        if (_generated is null) throw new InvalidOperationException("This model does not generate genes. Use options with Generates, and weights that have flag_encoder.");
        known.Check(Options);
        var (cells, first, second) = (known.Genes.Shape[0], known.Genes.Shape[1], unknown.Shape[1]);
        var asked = Body.Genes(unknown) + _generated.Of(Indices.Of(1)).Reshape(1, 1, Options.Width);
        var tokens = Tensor.Concat(1, Body.Join(Body.Genes(known.Genes), known.Values, null), asked);
        var hidden = new float[(first + second) * (first + second)];
        for (var query = 0; query < first + second; query++)
            for (var key = first; key < first + second; key++)
                if (key != query) hidden[query * (first + second) + key] = float.NegativeInfinity;
        var padding = known.Padding is null ? null : Tensor.Concat(1, known.Padding, Tensor.Zeros([cells, second]));
        var mask = new AttentionMask(Ignored: padding, Bias: Tensor.From([1, 1, first + second, first + second], hidden));
        return Decoded(Body.Of(tokens, mask, second, null), Tensor.Zeros([cells, first + second]), _batches?.Of(known.Batches!)).Value;
    }

    private Tensor Normed(Tensor tokens, Indices? batches, bool moves)
    {
        if (_norms.Length == 0) return tokens;
        var label = Options.Norm == TokenNorm.Batch ? 0 : batches!.Values[0];
        if (Options.Norm == TokenNorm.BatchByLabel && batches!.Values.ContainsAnyExcept(label)) throw new ArgumentException("Cells of different batches were given at once to a model that norms each batch by itself. Give one batch at a time.");
        var rows = tokens.Contiguous().Reshape(-1, Options.Width);
        return (moves ? _norms[label].InTraining(rows) : _norms[label].Of(rows)).Reshape(tokens.Shape);
    }

    private Tensor Pooled(Tensor x, Tensor values) => Options.Pooling switch
    {
        CellPooling.First => x.At(1, 0),
        CellPooling.Mean => x.Mean(1),
        _ => (x * values.Unsqueeze(-1)).Sum(1).Normalize(),
    };

    private (Tensor Value, Tensor? Expressed) Decoded(Tensor x, Tensor values, Tensor? batch)
    {
        if (_change is not null) return (_change.Of(x, values), null);
        var given = batch is null ? x : Tensor.Concat(2, x, batch.Unsqueeze(1).Expand(x.Shape));
        return (_decoder!.Of(given), _decoder.Expressed(given));
    }

    // The same numbers; gradients change their sign.
    private static Tensor Reversed(Tensor x) => x.Detach() * 2 - x;
}
