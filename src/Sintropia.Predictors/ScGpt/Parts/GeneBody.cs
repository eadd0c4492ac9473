using Sintropia.Tensors;
using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.ScGpt.Parts;

/// <summary>What every task shares and fine-tuning begins from: encoder, value_encoder, transformer_encoder.</summary>
internal sealed class GeneBody : Layer
{
    private readonly NormedEmbedding _genes;
    private readonly NumberEncoder? _numbers;
    private readonly NormedEmbedding? _bins;
    private readonly GeneStack _stack;

    public GeneBody(ScGptOptions options)
    {
        _genes = Inner("encoder", new NormedEmbedding(options.Tokens, options.Width, options.Padding));
        if (options.Values == ValueStyle.Continuous) _numbers = Inner("value_encoder", new NumberEncoder(options.Width));
        if (options.Values == ValueStyle.Category) _bins = Inner("value_encoder", new NormedEmbedding(options.Bins, options.Width));
        _stack = Inner("transformer_encoder", new GeneStack(options));
    }

    public Tensor Genes(Indices genes) => _genes.Of(genes);

    /// <summary>Genes and what is known of their values.</summary>
    public Tensor Join(Tensor genes, Tensor values, Dropout? dropout) =>
        _numbers is not null ? genes + _numbers.Of(values, dropout) : _bins is not null ? genes + _bins.Of(Bins(values)) : genes * values.Unsqueeze(-1);

    public Tensor Of(Tensor tokens, in AttentionMask mask, int generated, Dropout? dropout) => _stack.Of(tokens, mask, generated, dropout);

    private static Indices Bins(Tensor values)
    {
        int[] bins = [.. values.ToArray().Select(v => v >= 0 && v == MathF.Floor(v) ? (int)v : throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"A value is {v}, and this model takes bins: whole numbers from 0. Bin the values first.")))];
        return new(new Shape(values.Shape[0], values.Shape[1]), bins);
    }
}
