using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.StateEmbedding.Parts;

/// <summary>A gene and a cell to the gene's expression: 0 and 1 (skip blocks), 2 (linear).</summary>
internal sealed class ExpressionDecoder : Layer
{
    private readonly SkipBlock _first, _second;
    private readonly Linear _last;

    public ExpressionDecoder(int width)
    {
        _first = Inner("0", new SkipBlock(width));
        _second = Inner("1", new SkipBlock(width));
        _last = Inner("2", new Linear(width, 1));
    }

    public Tensor Of(Tensor x) => Seen(_last.Of(_second.Of(_first.Of(x))).Squeeze(-1));
}
