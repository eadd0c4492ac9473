using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.StateEmbedding.Parts;

/// <summary>A perceptron of twice the width around which the input goes, and a norm: intermediate_dense, dense, layer_norm.</summary>
internal sealed class SkipBlock : Layer
{
    private readonly Linear _up, _down;
    private readonly LayerNorm _norm;

    public SkipBlock(int width)
    {
        _up = Inner("intermediate_dense", new Linear(width, 2 * width));
        _down = Inner("dense", new Linear(2 * width, width));
        _norm = Inner("layer_norm", new LayerNorm(width));
    }

    public Tensor Of(Tensor x) => Seen(_norm.Of(x + _down.Of(_up.Of(x).Relu())));
}
