namespace Sintropia.Tensors.Losses;

/// <summary>How a total count is shared among classes.</summary>
public static class MultinomialLikelihood
{
    /// <summary>ln P(counts) of each row: lnΓ(n + 1) − Σ lnΓ(x + 1) + Σ x·ln softmax(logits), n = Σ x.</summary>
    /// <param name="counts">[…, classes], x ≥ 0. No gradient goes to the total.</param>
    /// <param name="logits">[…, classes].</param>
    public static Tensor Log(Tensor counts, Tensor logits)
    {
        var x = counts.Detach();
        var ways = (x.Sum(-1) + 1).LogGamma() - (x + 1).LogGamma().Sum(-1);
        return (counts * logits.LogSoftmax()).Sum(-1) + ways;
    }
}
