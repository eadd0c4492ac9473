namespace Sintropia.Design.Combinations;

/// <summary>What is measured next.</summary>
public enum SearchStrategy
{
    /// <summary>Any.</summary>
    Random,

    /// <summary>Where what both drugs do alone makes one expect most effect.</summary>
    MostExpected,

    /// <summary>Where it makes one expect about half of the effect there can be: most room for more and for less.</summary>
    MostRoom,

    /// <summary>Where other matrices had most, at the same places; of whole matrices, where drugs with the same target had most.</summary>
    AsOthers,

    /// <summary>Where a Gaussian process expects most improvement.</summary>
    Improvement,

    /// <summary>Where a Gaussian process' upper bound is highest.</summary>
    UpperBound,

    /// <summary>Where a Gaussian process that begins from what others had expects most improvement.</summary>
    ImprovementOverOthers,
}
