namespace Sintropia.Training.Samples;

/// <summary>What a GEM model is asked.</summary>
public enum GemTask
{
    /// <summary>Samples from what is known of them.</summary>
    PredictExpression,

    /// <summary>Perturbed samples from controls that were observed.</summary>
    RefPredictPerturbation,

    /// <summary>Perturbed samples without observation: their controls are made up first.</summary>
    PredictPerturbation,

    /// <summary>What samples are.</summary>
    ClassifySamples,
}
