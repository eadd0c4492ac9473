using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.StateTransition;

/// <summary>Llama's blocks without positions and without a mask, so that a set has no order: layers.i, norm, and the word table embed_tokens that published files hold and nothing uses.</summary>
internal sealed class Backbone : Layer
{
    private readonly LlamaBlock[] _layers;
    private readonly RmsNorm _norm;

    public Backbone(StateTransitionOptions options)
    {
        if (options.Vocabulary > 0) OwnBuffer("embed_tokens.weight", [options.Vocabulary, options.Width], Initialisers.Zeros, null);
        _layers = [.. Enumerable.Range(0, options.Layers).Select(i => Inner($"layers.{i}", new LlamaBlock(options.Width, options.Heads, options.Feedforward, headWidth: options.HeadWidth, rotaryBase: null)))];
        _norm = Inner("norm", new RmsNorm(options.Width));
    }

    public Tensor Of(Tensor x)
    {
        foreach (var layer in _layers) x = layer.Of(x);
        return Seen(_norm.Of(x));
    }
}
