using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.StateEmbedding.Parts;

/// <summary>Which data set a cell is from: 0 (linear), SiLU, 2 (norm), dropout, 4 (linear).</summary>
internal sealed class DatasetHead : Layer
{
    private readonly Linear _first, _last;
    private readonly LayerNorm _norm;

    public DatasetHead(int outputs, int width, int datasets)
    {
        _first = Inner("0", new Linear(outputs, width));
        _norm = Inner("2", new LayerNorm(width));
        _last = Inner("4", new Linear(width, datasets));
    }

    public Tensor Of(Tensor x, Dropout? dropout)
    {
        x = _norm.Of(_first.Of(x).Silu());
        return Seen(_last.Of(dropout is null ? x : dropout.Of(x)));
    }
}
