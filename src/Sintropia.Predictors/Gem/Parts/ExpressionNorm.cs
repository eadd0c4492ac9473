using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.Gem.Parts;

/// <summary>Genes of a modality over the batch (0) and over the cell (1), rectified. One is added to both variances, so that genes that hardly vary stay small.</summary>
internal sealed class ExpressionNorm : Layer
{
    private const float Epsilon = 1;

    private readonly BatchNorm _batch;
    private readonly LayerNorm _cell;

    public ExpressionNorm(int genes)
    {
        _batch = Inner("0", new BatchNorm(genes, Epsilon));
        _cell = Inner("1", new LayerNorm(genes, Epsilon));
    }

    public Tensor Of(Tensor x, bool moves) => Seen(_cell.Of(moves ? _batch.InTraining(x) : _batch.Of(x)).Relu());
}
