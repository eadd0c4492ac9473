namespace Sintropia.Design.Schedules;

/// <summary>Where a candidate of a race stands at its end.</summary>
public enum Standing
{
    /// <summary>The best, and all others are surely worse.</summary>
    Best,

    /// <summary>Its mean is the best, but others cannot be told apart from it.</summary>
    Leading,

    /// <summary>Cannot be told apart from the leader.</summary>
    Level,

    /// <summary>Surely worse than one that keeps all limits.</summary>
    Worse,

    /// <summary>Surely breaks a limit.</summary>
    BreaksLimit,

    /// <summary>Whether it keeps the limits could not be told.</summary>
    Undecided,
}
