using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.Gem.Parts;

/// <summary>A perceptron around which the input goes: ff_layer.0 (norm), .1 (linear), .2 (norm), .5 (linear). While it was trained it was skipped now and then; its share is scaled by how often it was not.</summary>
internal sealed class FeedforwardBlock : Layer
{
    private readonly Linear _up, _down;
    private readonly LayerNorm _outer, _inner;
    private readonly Activation _activation;
    private readonly float _kept;

    public FeedforwardBlock(int width, GemOptions options)
    {
        (_activation, _kept) = (options.Activation, 1 - options.StochasticDepth);
        _outer = Inner("ff_layer.0", new LayerNorm(width));
        _up = Inner("ff_layer.1", new Linear(width, options.Expansion * width));
        _inner = Inner("ff_layer.2", new LayerNorm(options.Expansion * width));
        _down = Inner("ff_layer.5", new Linear(options.Expansion * width, width));
    }

    public Tensor Of(Tensor x, Dropout? dropout)
    {
        var hidden = _activation.Of(_inner.Of(_up.Of(_outer.Of(x))));
        return Seen(x + _down.Of(dropout is null ? hidden : dropout.Of(hidden)) * _kept);
    }
}
