namespace Sintropia.Tensors.Losses;

/// <summary>Counts by Poisson's law.</summary>
public static class PoissonLikelihood
{
    /// <summary>ln P(counts) of each element: x·ln μ − μ − lnΓ(x + 1).</summary>
    /// <param name="counts">x ≥ 0.</param>
    /// <param name="mean">μ &gt; 0.</param>
    public static Tensor Log(Tensor counts, Tensor mean) => counts * mean.Log() - mean - (counts + 1).LogGamma();
}
