using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.StateEmbedding.Parts;

/// <summary>A count as a mixture of ten learned rows: count_encoder gives the shares, bin_encoder.weight the rows.</summary>
internal sealed class SoftBins : Layer
{
    public const int Bins = 10, Hidden = 512;

    private readonly Mlp _shares;
    private readonly Parameter _rows;

    public SoftBins(int width)
    {
        _rows = Own("bin_encoder.weight", [Bins, width], Initialisers.Normal(1), null);
        _shares = Inner("count_encoder", new Mlp([1, Hidden, Bins], Activation.LeakyRelu()));
    }

    /// <summary>[cells, positions] to [cells, positions, width].</summary>
    public Tensor Of(Tensor counts)
    {
        var shares = Shares(counts).Reshape(counts.Count, Bins);
        return shares.MatMul(_rows.Tensor).Reshape(counts.Shape[0], counts.Shape[1], -1);
    }

    /// <summary>[cells, positions] to [cells, positions, bins]; each sums to 1.</summary>
    public Tensor Shares(Tensor counts) => _shares.Of(counts.Unsqueeze(-1)).Softmax();
}
