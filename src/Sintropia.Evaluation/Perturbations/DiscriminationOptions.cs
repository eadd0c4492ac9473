namespace Sintropia.Evaluation.Perturbations;

/// <summary>How the discrimination score is taken.</summary>
public sealed record DiscriminationOptions
{
    /// <summary>How far effects are apart. Default: Manhattan, as in the challenge.</summary>
    public EffectDistance Distance { get; init; } = EffectDistance.Manhattan;

    /// <summary>Whether effects that are as far away as the right one count half each. Default: they count if they come first by name, as with a stable sort.</summary>
    public bool SharesTies { get; init; }

    /// <summary>Whether effects are compared without their signs, as cell-eval did until October 2025. Scores of the two eras do not compare. Default: with signs.</summary>
    public bool IgnoresSigns { get; init; }

    /// <summary>Whether the perturbed gene itself is left out where it is in the panel. Default: it is.</summary>
    public bool LeavesTargetOut { get; init; } = true;
}
