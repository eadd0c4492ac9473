using Sintropia.Tensors;
using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.ScGpt.Parts;

/// <summary>Attention and a perceptron: self_attn, linear1, linear2, norm1, norm2.</summary>
internal sealed class GeneLayer : Layer
{
    private readonly GeneAttention _attention;
    private readonly Linear _up, _down;
    private readonly LayerNorm _first, _second;
    private readonly bool _normsFirst;

    public GeneLayer(ScGptOptions options)
    {
        _normsFirst = options.NormsFirst;
        _attention = Inner("self_attn", new GeneAttention(options.Width, options.Heads));
        _up = Inner("linear1", new Linear(options.Width, options.Feedforward));
        _down = Inner("linear2", new Linear(options.Feedforward, options.Width));
        _first = Inner("norm1", new LayerNorm(options.Width));
        _second = Inner("norm2", new LayerNorm(options.Width));
    }

    public Tensor Of(Tensor x, in AttentionMask mask, int generated, Dropout? dropout)
    {
        if (_normsFirst) x = _first.Of(x);
        x += Dropped(_attention.Of(x, mask, generated), dropout);
        x = _normsFirst ? _second.Of(x) : _first.Of(x);
        x += Dropped(_down.Of(Dropped(_up.Of(x).Relu(), dropout)), dropout);
        return Seen(_normsFirst ? x : _second.Of(x));
    }

    private static Tensor Dropped(Tensor x, Dropout? dropout) => dropout is null ? x : dropout.Of(x);
}
