using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.StateEmbedding.Parts;

/// <summary>Tokens to the space of the embedding: 0 (skip block), 1 (linear).</summary>
internal sealed class CellDecoder : Layer
{
    private readonly SkipBlock _block;
    private readonly Linear _linear;

    public CellDecoder(int width, int outputs)
    {
        _block = Inner("0", new SkipBlock(width));
        _linear = Inner("1", new Linear(width, outputs));
    }

    public Tensor Of(Tensor x) => Seen(_linear.Of(_block.Of(x)));
}
