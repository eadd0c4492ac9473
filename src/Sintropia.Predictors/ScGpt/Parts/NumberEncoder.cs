using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.ScGpt.Parts;

/// <summary>A number to a token: linear1, linear2, norm. Numbers above 512 count as 512.</summary>
internal sealed class NumberEncoder : Layer
{
    private const float Most = 512;

    private readonly Linear _first, _second;
    private readonly LayerNorm _norm;

    public NumberEncoder(int width)
    {
        _first = Inner("linear1", new Linear(1, width));
        _second = Inner("linear2", new Linear(width, width));
        _norm = Inner("norm", new LayerNorm(width));
    }

    public Tensor Of(Tensor values, Dropout? dropout)
    {
        var x = _norm.Of(_second.Of(_first.Of(values.Unsqueeze(-1).Clamp(most: Most)).Relu()));
        return Seen(dropout is null ? x : dropout.Of(x));
    }
}
