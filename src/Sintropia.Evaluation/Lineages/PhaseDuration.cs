using Sintropia.Evaluation.Survival;

namespace Sintropia.Evaluation.Lineages;

/// <summary>What was seen of one phase of one cell.</summary>
/// <param name="Phase">Name of the phase, as the column map calls it: "G1", "S/G2".</param>
/// <param name="Hours">How long the cell was seen in it, h.</param>
/// <param name="End">How the record stops.</param>
/// <param name="StartSeen">False when the cell was already in the phase when observation began ("left-censored"): then the hours are only a lower bound, even of a completed
/// phase.</param>
public readonly record struct PhaseDuration(string Phase, double Hours, PhaseEnd End, bool StartSeen)
{
    /// <summary>Seen from beginning to end, so that the hours are the duration.</summary>
    public bool IsComplete => StartSeen && End == PhaseEnd.Completed;

    /// <summary>
    /// For the survival curve of the phase: complete, or right-censored by the end of observation or by death. Death competes with completion; censoring at death estimates
    /// how long the phase would last if cells did not die, provided that dying cells were not about to be unusually fast or slow. Null when the start was not seen: without the age at entry such a
    /// record says nothing unbiased.
    /// </summary>
    public CensoredDuration? ForSurvival() => StartSeen ? new CensoredDuration(Hours, End == PhaseEnd.Completed) : null;
}
