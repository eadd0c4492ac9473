namespace Sintropia.Evaluation.DoseResponse;

/// <summary>What became of a fit.</summary>
public enum FitOutcome
{
    /// <summary>A sigmoid explains the responses better than one number would.</summary>
    Sigmoid,

    /// <summary>It does not, at the significance that was asked for: the response is their mean.</summary>
    Flat,

    /// <summary>There is no fit; <see cref="DoseResponseFit.Failure"/> says why.</summary>
    Failed,
}
