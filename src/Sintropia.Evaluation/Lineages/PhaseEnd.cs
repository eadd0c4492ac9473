namespace Sintropia.Evaluation.Lineages;

/// <summary>How the record of a cell's phase stops.</summary>
public enum PhaseEnd
{
    /// <summary>The cell was seen to complete the phase.</summary>
    Completed,

    /// <summary>Observation stopped, or the cell left the cycle alive, while it was in the phase.</summary>
    Censored,

    /// <summary>The cell died in the phase.</summary>
    Died,
}
