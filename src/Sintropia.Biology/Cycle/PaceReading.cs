namespace Sintropia.Biology.Cycle;

/// <summary>How a heritable pace enters the duration of a phase.</summary>
public enum PaceReading
{
    /// <summary>As a log factor on the work that the law draws: it adds its own spread to the law's.</summary>
    Factor,

    /// <summary>As the rank within the law: the fraction Φ(pace) of cells is faster. The distribution stays as measured, and for a log-normal law this is a log factor too.</summary>
    Rank,
}
