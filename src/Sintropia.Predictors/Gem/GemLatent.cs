using Sintropia.Tensors;

namespace Sintropia.Predictors.Gem;

/// <summary>Normal distributions of latent numbers.</summary>
/// <param name="Mean">[samples, width].</param>
/// <param name="LogVariance">[samples, width].</param>
public sealed record GemLatent(Tensor Mean, Tensor LogVariance)
{
    /// <summary>A sample: mean and noise times deviation.</summary>
    /// <param name="noise">Standard normal, [samples, width].</param>
    public Tensor Sample(Tensor noise) => Mean + noise * (LogVariance * 0.5f).Exp();
}
