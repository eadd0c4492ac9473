using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.StateEmbedding.Parts;

/// <summary>Vectors of genes to tokens: 0 (linear), 1 (norm), SiLU.</summary>
internal sealed class GeneEncoder : Layer
{
    private readonly Linear _linear;
    private readonly LayerNorm _norm;

    public GeneEncoder(int vector, int width)
    {
        _linear = Inner("0", new Linear(vector, width));
        _norm = Inner("1", new LayerNorm(width));
    }

    public Tensor Of(Tensor vectors) => Seen(_norm.Of(_linear.Of(vectors)).Silu());
}
