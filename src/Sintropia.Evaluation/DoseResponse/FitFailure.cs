namespace Sintropia.Evaluation.DoseResponse;

/// <summary>Why there is no fit.</summary>
public enum FitFailure
{
    /// <summary>There is one.</summary>
    None,

    /// <summary>No response is a finite number at a dose that is one.</summary>
    NoResponses,

    /// <summary>Fewer different doses above 0 than the curve has free parameters.</summary>
    TooFewDoses,

    /// <summary>The bounds leave no curve.</summary>
    ImpossibleBounds,
}
