namespace Sintropia.Evaluation.Growth;

/// <summary>Why a course of counts has no rate.</summary>
public enum DipFailure
{
    /// <summary>It has one.</summary>
    None,

    /// <summary>Fewer than two different times with a count above 0.</summary>
    TooFewTimes,

    /// <summary>Times and counts differ in number.</summary>
    Unpaired,
}
