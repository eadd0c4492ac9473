namespace Sintropia.Tensors.Losses;

/// <summary>Kullback–Leibler divergence of normal distributions.</summary>
public static class NormalDivergence
{
    /// <summary>KL(q‖p) of each element: ½·(ln vₚ − ln v_q + (v_q + (m_q − mₚ)²)/vₚ − 1).</summary>
    /// <param name="mean">Of q.</param>
    /// <param name="logVariance">Of q.</param>
    /// <param name="priorMean">Of p.</param>
    /// <param name="priorLogVariance">Of p.</param>
    public static Tensor Of(Tensor mean, Tensor logVariance, Tensor priorMean, Tensor priorLogVariance)
    {
        var ratio = logVariance - priorLogVariance;
        return (ratio.Exp() + (mean - priorMean).Square() * (-priorLogVariance).Exp() - 1 - ratio) * 0.5f;
    }

    /// <summary>KL(q‖N(0, 1)) of each element: ½·(v + m² − 1 − ln v).</summary>
    /// <param name="mean">Of q.</param>
    /// <param name="logVariance">Of q.</param>
    public static Tensor FromStandard(Tensor mean, Tensor logVariance) => (logVariance.Exp() + mean.Square() - 1 - logVariance) * 0.5f;
}
