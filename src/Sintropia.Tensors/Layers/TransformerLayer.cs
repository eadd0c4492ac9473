using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.Layers;

/// <summary>Attention and a two-layer perceptron, each with a residual and a norm, named as PyTorch's TransformerEncoderLayer: self_attn, linear1, linear2, norm1, norm2.</summary>
public sealed class TransformerLayer : Layer
{
    private readonly MultiHeadAttention _attention;
    private readonly Linear _up, _down;
    private readonly LayerNorm _first, _second;
    private readonly Activation _activation;
    private readonly bool _normFirst;

    /// <summary>A layer.</summary>
    /// <param name="width">Length of what comes in and goes out.</param>
    /// <param name="heads">A divisor of the width.</param>
    /// <param name="hidden">Width of the perceptron.</param>
    /// <param name="activation">Its function; none for a rectifier.</param>
    /// <param name="normFirst">Whether norms come before attention and perceptron, not behind the residual.</param>
    /// <param name="epsilon">Of the norms.</param>
    /// <param name="backend">Where the parameters lie.</param>
    public TransformerLayer(int width, int heads, int hidden, Activation? activation = null, bool normFirst = false, float epsilon = 1e-5f, IBackend? backend = null)
    {
        (_activation, _normFirst) = (activation ?? Activation.Relu, normFirst);
        _attention = Inner("self_attn", new MultiHeadAttention(width, heads, backend: backend));
        _up = Inner("linear1", new Linear(width, hidden, backend: backend));
        _down = Inner("linear2", new Linear(hidden, width, backend: backend));
        _first = Inner("norm1", new LayerNorm(width, epsilon, backend: backend));
        _second = Inner("norm2", new LayerNorm(width, epsilon, backend: backend));
    }

    /// <summary>[batch, positions, width] to the same.</summary>
    /// <param name="x">Sequences.</param>
    /// <param name="mask">Which keys are seen.</param>
    public Tensor Of(Tensor x, in AttentionMask mask = default)
    {
        if (_normFirst)
        {
            x += _attention.Of(_first.Of(x), mask);
            return Seen(x + Feed(_second.Of(x)));
        }

        x = _first.Of(x + _attention.Of(x, mask));
        return Seen(_second.Of(x + Feed(x)));
    }

    private Tensor Feed(Tensor x) => _down.Of(_activation.Of(_up.Of(x)));
}
