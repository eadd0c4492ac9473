namespace Sintropia.Predictors.Trained;

/// <summary>The kinds of trained models, as files and configurations name them.</summary>
public static class ModelFamily
{
    /// <summary>The masked autoencoder, or the transformer, of the virtual cell line.</summary>
    public const string VirtualCellLine = "virtual-cell-line";

    /// <summary>bio-JEPA v0.3.</summary>
    public const string BioJepa = "bio-jepa";

    /// <summary>STATE's State Transition.</summary>
    public const string StateTransition = "state-transition";

    /// <summary>Effects of singles that add up.</summary>
    public const string Additive = "additive";

    /// <summary>The effect of each perturbation as it was measured.</summary>
    public const string PerturbationMean = "perturbation-mean";

    /// <summary>The mean effect of all.</summary>
    public const string MeanDelta = "mean-delta";

    /// <summary>The mean of all perturbed pseudobulks.</summary>
    public const string TrainMean = "train-mean";

    /// <summary>Several trained models that answer together.</summary>
    public const string Ensemble = "ensemble";

    /// <summary>Families that are networks.</summary>
    public static IReadOnlyList<string> Networks { get; } = [VirtualCellLine, BioJepa, StateTransition];

    /// <summary>Families that are tables of effects.</summary>
    public static IReadOnlyList<string> Tables { get; } = [Additive, PerturbationMean, MeanDelta, TrainMean];
}
