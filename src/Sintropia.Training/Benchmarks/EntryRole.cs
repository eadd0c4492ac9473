namespace Sintropia.Training.Benchmarks;

/// <summary>What a row of a leaderboard is there for.</summary>
public enum EntryRole
{
    /// <summary>A trained system.</summary>
    System,

    /// <summary>What a system has to beat.</summary>
    Baseline,

    /// <summary>What holds no information on perturbations, or on this one.</summary>
    Null,

    /// <summary>The best that can be expected.</summary>
    Ceiling,
}
