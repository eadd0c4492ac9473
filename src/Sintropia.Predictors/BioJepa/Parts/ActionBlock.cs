using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.BioJepa.Parts;

/// <summary>Tokens attend to the perturbation, then to each other, then go through a perceptron: ln_1, action_attn, ln_2, self_attn, ln_3, mlp.</summary>
/// <remarks>With a perturbation of one token, linear attention gives its value whatever the query: the first step adds the same vector to every token, to about 1e-6.</remarks>
internal sealed class ActionBlock : Layer
{
    private readonly LayerNorm _first, _second, _third;
    private readonly LinearAttentionLayer _action, _self;
    private readonly Perceptron _perceptron;

    public ActionBlock(BioJepaOptions options)
    {
        _first = Inner("ln_1", new LayerNorm(options.Width));
        _action = Inner("action_attn", new LinearAttentionLayer(options));
        _second = Inner("ln_2", new LayerNorm(options.Width));
        _self = Inner("self_attn", new LinearAttentionLayer(options));
        _third = Inner("ln_3", new LayerNorm(options.Width));
        _perceptron = Inner("mlp", new Perceptron(options));
    }

    public Tensor Of(Tensor x, Tensor actions)
    {
        x += _action.Of(_first.Of(x), actions);
        var normed = _second.Of(x);
        x += _self.Of(normed, normed);
        return Seen(x + _perceptron.Of(_third.Of(x)));
    }
}
