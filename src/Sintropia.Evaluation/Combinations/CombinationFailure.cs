namespace Sintropia.Evaluation.Combinations;

/// <summary>Why a matrix has no scores, or not those of a model.</summary>
public enum CombinationFailure
{
    /// <summary>It has.</summary>
    None,

    /// <summary>No response is finite where both drugs are given.</summary>
    NoCombinations,

    /// <summary>No well without drugs, which the baseline was to be.</summary>
    NoControl,

    /// <summary>The control wells hold less than half of what the lowest doses leave: scores would be those of a broken control.</summary>
    ControlImplausible,

    /// <summary>A drug was not measured alone at the doses of the combinations.</summary>
    NoSingleDrugs,

    /// <summary>A drug was measured alone at fewer than three doses, which decide no curve.</summary>
    TooFewDoses,
}
