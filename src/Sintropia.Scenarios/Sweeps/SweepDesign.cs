namespace Sintropia.Scenarios.Sweeps;

/// <summary>Which combinations of values a sweep takes.</summary>
public enum SweepDesign
{
    /// <summary>All values with all.</summary>
    Grid,

    /// <summary>The first values together, then the second, and so on.</summary>
    List,

    /// <summary>Each range cut into as many parts as there are points, and each part taken once.</summary>
    LatinHypercube,

    /// <summary>A Sobol sequence, which fills the ranges evenly at any number of points.</summary>
    Sobol,

    /// <summary>Two independent samples and all that differ from the first in one parameter: for first-order and total Sobol indices.</summary>
    Saltelli,

    /// <summary>Walks that change one parameter at a time: for elementary effects.</summary>
    Morris,
}
