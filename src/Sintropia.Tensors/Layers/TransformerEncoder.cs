using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.Layers;

/// <summary>Transformer layers one after another, named as PyTorch's TransformerEncoder: layers.0, layers.1, …, and norm if there is one at the end.</summary>
public sealed class TransformerEncoder : Layer
{
    private readonly TransformerLayer[] _layers;
    private readonly LayerNorm? _norm;

    /// <summary>A stack of layers.</summary>
    /// <param name="layers">How many.</param>
    /// <param name="width">Length of what comes in and goes out.</param>
    /// <param name="heads">A divisor of the width.</param>
    /// <param name="hidden">Width of the perceptrons.</param>
    /// <param name="activation">Their function; none for a rectifier.</param>
    /// <param name="normFirst">Whether norms come before attention and perceptron.</param>
    /// <param name="lastNorm">Whether a norm stands at the end.</param>
    /// <param name="epsilon">Of the norms.</param>
    /// <param name="backend">Where the parameters lie.</param>
    public TransformerEncoder(
        int layers, int width, int heads, int hidden, Activation? activation = null, bool normFirst = false, bool lastNorm = false, float epsilon = 1e-5f, IBackend? backend = null)
    {
        _layers = new TransformerLayer[layers];
        for (var i = 0; i < layers; i++) _layers[i] = Inner($"layers.{i}", new TransformerLayer(width, heads, hidden, activation, normFirst, epsilon, backend));
        if (lastNorm) _norm = Inner("norm", new LayerNorm(width, epsilon, backend: backend));
    }

    /// <summary>[batch, positions, width] to the same.</summary>
    /// <param name="x">Sequences.</param>
    /// <param name="mask">Which keys are seen, in all layers.</param>
    public Tensor Of(Tensor x, in AttentionMask mask = default)
    {
        foreach (var layer in _layers) x = layer.Of(x, mask);
        return Seen(_norm is null ? x : _norm.Of(x));
    }
}
