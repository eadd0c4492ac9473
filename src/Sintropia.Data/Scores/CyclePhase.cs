namespace Sintropia.Data.Scores;

/// <summary>Where in the cycle a cell is, as far as expression tells: G2 and M are one.</summary>
public enum CyclePhase : byte
{
    /// <summary>First gap, or rest: nothing of the cycle is expressed above what is usual.</summary>
    G1,

    /// <summary>DNA synthesis.</summary>
    S,

    /// <summary>Second gap and mitosis.</summary>
    G2M,
}
