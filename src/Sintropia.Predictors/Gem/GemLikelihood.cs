namespace Sintropia.Predictors.Gem;

/// <summary>What a GEM model says is distributed how, named by what it computes.</summary>
public enum GemLikelihood
{
    /// <summary>ln(CPM + 1) of each gene is normal: the published bulk model.</summary>
    LogNormal,

    /// <summary>Counts scatter by a negative binomial around total·softmax.</summary>
    NegativeBinomial,

    /// <summary>The total is shared among genes by softmax: the published single-cell model, "compositional cross-entropy".</summary>
    Compositional,
}
