namespace Sintropia.Tensors.Losses;

/// <summary>Normal distributions with a mean and a logarithm of the variance for each element.</summary>
public static class GaussianLikelihood
{
    private const float HalfLogTwoPi = 0.918938533f;

    /// <summary>−ln p(y) of each element, ½·(ln variance + (y − mean)²/variance), less the constant unless it is asked for.</summary>
    /// <param name="mean">Predicted.</param>
    /// <param name="logVariance">Predicted.</param>
    /// <param name="y">Actual.</param>
    /// <param name="epsilon">The least variance. A variance that is raised to it keeps its gradient, as in PyTorch.</param>
    /// <param name="full">Whether ½·ln 2π is added.</param>
    public static Tensor Negative(Tensor mean, Tensor logVariance, Tensor y, float epsilon = 1e-6f, bool full = false)
    {
        var raw = logVariance.Exp();
        var free = raw.Detach();
        var variance = raw + (free.Clamp(epsilon) - free);
        var loss = (variance.Log() + (mean - y).Square() / variance) * 0.5f;
        return full ? loss + HalfLogTwoPi : loss;
    }
}
