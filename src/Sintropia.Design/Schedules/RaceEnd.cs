namespace Sintropia.Design.Schedules;

/// <summary>Why a race ended.</summary>
public enum RaceEnd
{
    /// <summary>One candidate is left.</summary>
    OneLeft,

    /// <summary>All that are left are surely as good as the leader, within the difference that is of interest.</summary>
    Indifferent,

    /// <summary>Replicates are used up, and several cannot be told apart.</summary>
    CannotTell,

    /// <summary>All candidates surely break a limit.</summary>
    NoneKeepsLimits,

    /// <summary>Replicates are used up, and no candidate surely keeps the limits.</summary>
    LimitsUndecided,
}
