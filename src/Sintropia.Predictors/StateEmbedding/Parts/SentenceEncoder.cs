using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.StateEmbedding.Parts;

/// <summary>Layers one after another: layers.0, layers.1, …. No positions and no mask, so that genes are a set.</summary>
internal sealed class SentenceEncoder : Layer
{
    private readonly SentenceLayer[] _layers;

    public SentenceEncoder(StateEmbeddingOptions options) =>
        _layers = [.. Enumerable.Range(0, options.Layers).Select(i => Inner($"layers.{i}", new SentenceLayer(options.Width, options.Heads, options.Feedforward)))];

    public Tensor Of(Tensor x, Dropout? dropout)
    {
        foreach (var layer in _layers) x = layer.Of(x, dropout);
        return Seen(x);
    }
}
