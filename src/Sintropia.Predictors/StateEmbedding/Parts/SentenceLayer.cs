using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.StateEmbedding.Parts;

/// <summary>Attention of every token to every token, and a perceptron, each with a residual and a norm behind it: qkv_proj (queries, keys, values in turn), out_proj, linear1, linear2, norm1, norm2.</summary>
internal sealed class SentenceLayer : Layer
{
    private readonly Linear _projections, _out, _up, _down;
    private readonly LayerNorm _first, _second;
    private readonly int _heads, _width;

    public SentenceLayer(int width, int heads, int feedforward)
    {
        (_heads, _width) = (heads, width);
        _projections = Inner("qkv_proj", new Linear(width, 3 * width));
        _out = Inner("out_proj", new Linear(width, width));
        _first = Inner("norm1", new LayerNorm(width));
        _second = Inner("norm2", new LayerNorm(width));
        _up = Inner("linear1", new Linear(width, feedforward));
        _down = Inner("linear2", new Linear(feedforward, width));
    }

    public Tensor Of(Tensor x, Dropout? dropout)
    {
        x = _first.Of(x + Dropped(Attended(_projections.Of(x)), dropout));
        return Seen(_second.Of(x + Dropped(_down.Of(Dropped(_up.Of(x).Gelu(), dropout)), dropout)));
    }

    private Tensor Attended(Tensor projected)
    {
        var attended = Heads(projected, 0).Attention(Heads(projected, 1), Heads(projected, 2));
        return _out.Of(attended.Permute(0, 2, 1, 3).Contiguous().Reshape(projected.Shape[0], projected.Shape[1], _width));
    }

    private Tensor Heads(Tensor projected, int part) =>
        projected.Slice(2, part * _width, _width).Reshape(projected.Shape[0], projected.Shape[1], _heads, _width / _heads).Permute(0, 2, 1, 3);

    private static Tensor Dropped(Tensor x, Dropout? dropout) => dropout is null ? x : dropout.Of(x);
}
