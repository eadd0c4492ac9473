namespace Sintropia.Evaluation.Combinations;

/// <summary>What a response without effect is, within one matrix.</summary>
public enum BaselineRule
{
    /// <summary>The mean of the matrix' own wells without either drug.</summary>
    ControlWells,

    /// <summary>1, as the responses are given.</summary>
    AsGiven,

    /// <summary>The common E₀ of both drugs' curves, fitted to all wells with one drug or none: steadier than one control well, and an assumption.</summary>
    Fitted,
}
