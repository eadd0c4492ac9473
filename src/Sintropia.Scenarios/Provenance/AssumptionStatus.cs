namespace Sintropia.Scenarios.Provenance;

/// <summary>Where a number comes from.</summary>
public enum AssumptionStatus
{
    /// <summary>The scenario states it, and answers for it.</summary>
    Given,

    /// <summary>A source that was read states it.</summary>
    Sourced,

    /// <summary>No source was confirmed: a plausible value that stands in for a measured one.</summary>
    Assumed,
}
