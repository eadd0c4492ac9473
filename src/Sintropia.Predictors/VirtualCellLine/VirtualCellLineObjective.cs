using Sintropia.Tensors;

namespace Sintropia.Predictors.VirtualCellLine;

/// <summary>What a virtual cell line is trained for: hidden genes come back.</summary>
/// <remarks>In the published loss (weight 0) zeros never count, so the network predicts clearly positive expression of genes that a cell does not express; <see cref="ErrorAt"/> shows by how much.</remarks>
public sealed record VirtualCellLineObjective
{
    /// <summary>Weight of the mean squared error at genes that were 0 from the start. Default: 0, as published.</summary>
    public float WeightOfZeros { get; init; }

    /// <summary>Mean squared error over the places that corruption changed, and the weighted one over zeros.</summary>
    /// <param name="predicted">From the corrupted cells; [cells, genes].</param>
    /// <param name="x">The cells; [cells, genes].</param>
    /// <param name="corrupted">The cells as the network saw them; [cells, genes].</param>
    /// <returns>A single number.</returns>
    public Tensor Of(Tensor predicted, Tensor x, Tensor corrupted)
    {
        var changed = 1 - x.EqualTo(corrupted);
        var loss = MeanAt(predicted, x, changed);
        return WeightOfZeros == 0 ? loss : loss + MeanAt(predicted, x, x.EqualTo(Tensor.Scalar(0, x.Backend))) * WeightOfZeros;
    }

    /// <summary>Mean squared error over the places where cells express something, or over those where they do not.</summary>
    /// <param name="predicted">[cells, genes].</param>
    /// <param name="x">[cells, genes].</param>
    /// <param name="zeros">Whether over zeros.</param>
    public static Tensor ErrorAt(Tensor predicted, Tensor x, bool zeros)
    {
        var isZero = x.EqualTo(Tensor.Scalar(0, x.Backend));
        return MeanAt(predicted, x, zeros ? isZero : 1 - isZero);
    }

    // NaN where nothing counts: a batch without a hidden gene has no error, and says so.
    private static Tensor MeanAt(Tensor predicted, Tensor x, Tensor counts) => (counts * (predicted - x).Square()).Sum() / counts.Sum();
}
