using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Losses;

/// <summary>What quantiles minimise: q·(y − p) where y is above the prediction, (1 − q)·(p − y) where it is below.</summary>
public static class Pinball
{
    /// <summary>The mean over samples for each quantile.</summary>
    /// <param name="y">[samples].</param>
    /// <param name="predicted">[samples, quantiles].</param>
    /// <param name="quantiles">Between 0 and 1, one per column.</param>
    /// <returns>[quantiles]</returns>
    public static Tensor Of(Tensor y, Tensor predicted, ReadOnlySpan<float> quantiles)
    {
        if (predicted.Rank != 2 || predicted.Shape[0] != y.Count || predicted.Shape[1] != quantiles.Length)
            throw ShapeException.Misfit("Pinball", y.Shape, predicted.Shape, $"the second is [samples, quantiles] for the samples of the first and {quantiles.Length} quantiles.");
        var q = Tensor.From([quantiles.Length], quantiles, y.Backend);
        var error = y.Reshape(-1, 1) - predicted;
        return (q * error).Maximum((q - 1) * error).Mean(0);
    }
}
