using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.ScGpt.Parts;

/// <summary>Asks a cell for genes: gene2query, then W for a product, or fc1, hidden_activation and fc2.</summary>
internal sealed class QueryDecoder : Layer
{
    private const int Hidden = 64;
    private const double FirstSlope = 0.25;

    private readonly GeneQuery _style;
    private readonly Linear _query;
    private readonly Linear? _product, _expressedProduct, _up, _down;
    private readonly Parameter? _slope;

    public QueryDecoder(ScGptOptions options)
    {
        _style = options.Query;
        var (width, cell) = (options.Width, options.Batches > 0 ? 2 * options.Width : options.Width);
        _query = Inner("gene2query", new Linear(width, width));
        if (_style == GeneQuery.InnerProduct)
        {
            _product = Inner("W", new Linear(width, cell, bias: false));
            if (options.ExplicitZeros) _expressedProduct = Inner("W_zero_logit", new Linear(width, cell));
            return;
        }

        _up = Inner("fc1", new Linear(_style == GeneQuery.Summed ? width : 2 * width, Hidden));
        _slope = Own("hidden_activation.weight", [1], Initialisers.Constant((float)FirstSlope), null);
        _down = Inner("fc2", new Linear(Hidden, 1));
    }

    /// <param name="cells">[cells, width], or twice that with the batch behind.</param>
    /// <param name="genes">Tokens of genes, [cells, positions, width].</param>
    public (Tensor Value, Tensor? Expressed) Of(Tensor cells, Tensor genes)
    {
        var query = _query.Of(genes).Sigmoid();
        if (_product is not null) return (Seen(Product(_product.Of(query), cells)), _expressedProduct is null ? null : Product(_expressedProduct.Of(query), cells).Sigmoid());
        var cell = cells.Unsqueeze(1).Expand(query.Shape);
        var hidden = _up!.Of(_style == GeneQuery.Summed ? cell + query : Tensor.Concat(2, cell, query));
        return (Seen(_down!.Of(hidden.Relu() - _slope!.Tensor * (-hidden).Relu()).Squeeze(-1)), null);
    }

    private static Tensor Product(Tensor query, Tensor cells) => query.MatMul(cells.Unsqueeze(2)).Squeeze(2);
}
