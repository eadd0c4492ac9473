using Sintropia.Tensors;
using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.ScGpt.Parts;

/// <summary>Layers one after another: layers.0, layers.1, …. No positions, so that genes are a set.</summary>
internal sealed class GeneStack : Layer
{
    private readonly GeneLayer[] _layers;

    public GeneStack(ScGptOptions options) => _layers = [.. Enumerable.Range(0, options.Layers).Select(i => Inner($"layers.{i}", new GeneLayer(options)))];

    public Tensor Of(Tensor x, in AttentionMask mask, int generated, Dropout? dropout)
    {
        foreach (var layer in _layers) x = layer.Of(x, mask, generated, dropout);
        return Seen(x);
    }
}
