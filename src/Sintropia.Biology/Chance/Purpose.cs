namespace Sintropia.Biology.Chance;

/// <summary>What a draw decides. Two draws of one cell never share a purpose and an index; the numbers never change their meaning, since stored runs outlive us.</summary>
public enum Purpose : ushort
{
    /// <summary>How much work a phase takes.</summary>
    Work = 1,

    /// <summary>How much cumulative hazard a cell survives.</summary>
    Survival = 2,

    /// <summary>Which of several competing outcomes a hazard led to.</summary>
    Outcome = 3,

    /// <summary>The part of a newborn's pace that is its own.</summary>
    OwnPace = 4,

    /// <summary>The part of a newborn's pace that it shares with its sister; drawn by the mother.</summary>
    SharedPace = 5,

    /// <summary>Whether a newborn rests in G0 first.</summary>
    Quiescence = 6,

    /// <summary>Which daughters a division makes; drawn by the mother.</summary>
    DivisionFate = 7,

    /// <summary>How much of a checkpoint signal a cell tolerates.</summary>
    Tolerance = 8,

    /// <summary>Whether a cell belongs to the fraction that an intervention reaches.</summary>
    Fraction = 9,

    /// <summary>Whether a cell survives a pulse of radiation.</summary>
    Radiation = 10,

    /// <summary>How long a dead cell stays visible.</summary>
    Clearance = 11,

    /// <summary>Whether a long mitosis is remembered.</summary>
    MitoticMemory = 12,

    /// <summary>Where in the cycle a founder stands.</summary>
    FounderPhase = 13,

    /// <summary>How long ago a founder entered its phase.</summary>
    FounderAge = 14,

    /// <summary>The pace of a founder.</summary>
    FounderPace = 15,

    /// <summary>How molecules part between daughters; drawn by the mother.</summary>
    Partition = 16,

    /// <summary>What a founder expresses that others of its type and phase do not.</summary>
    FounderResidual = 17,

    /// <summary>How a mother's residual parts between her daughters; drawn by the mother.</summary>
    ResidualPartition = 18,

    /// <summary>Which measured cell a founder is made of.</summary>
    FounderSource = 19,

    /// <summary>Whether, and into what, a newborn mutates.</summary>
    Mutation = 20,

    /// <summary>Whether a founder is a mutant from the start.</summary>
    FounderMutation = 21,

    /// <summary>Whether a cell leaves its tissue at the end of a tick.</summary>
    Migration = 22,
}
