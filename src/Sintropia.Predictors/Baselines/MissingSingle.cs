namespace Sintropia.Predictors.Baselines;

/// <summary>What the additive baseline takes for a single perturbation that was not measured.</summary>
public enum MissingSingle
{
    /// <summary>No effect.</summary>
    NoChange,

    /// <summary>The mean effect of all singles that were.</summary>
    MeanEffect,
}
