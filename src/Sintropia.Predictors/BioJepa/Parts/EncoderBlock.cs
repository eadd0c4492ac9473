using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.BioJepa.Parts;

/// <summary>Tokens attend to each other, then each goes through a perceptron, both behind norms and with residuals: ln_1, attn, ln_2, mlp.</summary>
internal sealed class EncoderBlock : Layer
{
    private readonly LayerNorm _first, _second;
    private readonly LinearAttentionLayer _attention;
    private readonly Perceptron _perceptron;

    public EncoderBlock(BioJepaOptions options)
    {
        _first = Inner("ln_1", new LayerNorm(options.Width));
        _attention = Inner("attn", new LinearAttentionLayer(options));
        _second = Inner("ln_2", new LayerNorm(options.Width));
        _perceptron = Inner("mlp", new Perceptron(options));
    }

    public Tensor Of(Tensor x)
    {
        var normed = _first.Of(x);
        x += _attention.Of(normed, normed);
        return Seen(x + _perceptron.Of(_second.Of(x)));
    }
}
