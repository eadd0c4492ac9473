namespace Sintropia.Evaluation.Lineages;

/// <summary>What became of a cell, as far as seen.</summary>
public enum ObservedFate
{
    /// <summary>The table does not say.</summary>
    Unknown,

    /// <summary>It divided.</summary>
    Divided,

    /// <summary>It died, in whatever way.</summary>
    Died,

    /// <summary>It left the cycle for good, alive.</summary>
    Senescent,

    /// <summary>It was still there when observation ended.</summary>
    Alive,
}
