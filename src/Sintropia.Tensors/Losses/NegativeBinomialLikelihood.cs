namespace Sintropia.Tensors.Losses;

/// <summary>Counts that scatter more than Poisson's law says: variance mean + mean²/θ.</summary>
public static class NegativeBinomialLikelihood
{
    /// <summary>ln P(counts) of each element: lnΓ(x+θ) − lnΓ(θ) − lnΓ(x+1) + θ·ln(θ/(θ+μ)) + x·ln(μ/(θ+μ)), exact also for large θ.</summary>
    /// <param name="counts">x ≥ 0. No gradient goes to them.</param>
    /// <param name="mean">μ ≥ 0; broadcasts.</param>
    /// <param name="dispersion">θ &gt; 0, the inverse dispersion; broadcasts: usually one per gene.</param>
    public static Tensor Log(Tensor counts, Tensor mean, Tensor dispersion) => counts.NegativeBinomial(mean, dispersion);
}
