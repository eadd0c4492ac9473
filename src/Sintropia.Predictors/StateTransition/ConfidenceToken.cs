using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.StateTransition;

/// <summary>A learned token that joins each set as its last, and what is read from it: confidence_token, confidence_projection.</summary>
internal sealed class ConfidenceToken : Layer
{
    private readonly Parameter _token;
    private readonly NormedChain _projection;

    public ConfidenceToken(int width)
    {
        _token = Own("confidence_token", [1, 1, width], Initialisers.Normal(0.02), null);
        _projection = Inner("confidence_projection", new NormedChain([width, width / 2, width / 4, 1]));
    }

    /// <summary>[sets, cells, width] to [sets, cells + 1, width].</summary>
    public Tensor Join(Tensor cells) => Tensor.Concat(1, cells, _token.Tensor.Expand(cells.Shape.With(1, 1)));

    /// <summary>[sets, cells + 1, width] to [sets, 1].</summary>
    public Tensor Of(Tensor joined, Dropout? dropout) => Seen(_projection.Of(joined.At(1, -1), dropout));
}
