namespace Sintropia.Data.Preprocessing;

/// <summary>What the numbers of a matrix are.</summary>
public enum ValueKind
{
    /// <summary>There is nothing to tell by: no values, or only zeros.</summary>
    Empty,

    /// <summary>Whole numbers ≥ 0: molecules or reads.</summary>
    Counts,

    /// <summary>Counts brought to one size per cell.</summary>
    Normalised,

    /// <summary>The logarithm of one and counts that were brought to one size.</summary>
    LogNormalised,

    /// <summary>Negative values are there: centred, scaled or residual.</summary>
    Scaled,

    /// <summary>Nothing of these, as far as the values tell.</summary>
    Unknown,
}
