namespace Sintropia.Evaluation.Perturbations;

/// <summary>How far two effects are apart.</summary>
public enum EffectDistance
{
    /// <summary>Σ |difference|. In many dimensions it rewards the right size of an effect as much as its direction.</summary>
    Manhattan,

    /// <summary>√Σ difference².</summary>
    Euclidean,

    /// <summary>1 − the cosine of the angle between them.</summary>
    Cosine,
}
