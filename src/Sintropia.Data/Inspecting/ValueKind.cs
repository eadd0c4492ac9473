namespace Sintropia.Data.Inspecting;

/// <summary>What the values of a matrix are, as far as they show.</summary>
public enum ValueKind
{
    /// <summary>There are none.</summary>
    Nothing,

    /// <summary>Whole numbers that are not negative.</summary>
    Counts,

    /// <summary>Logarithms of one more than counts, each cell brought to one total before.</summary>
    LogNormalised,

    /// <summary>Not negative, each cell with the same total.</summary>
    Normalised,

    /// <summary>Negative and positive, each gene about zero.</summary>
    Scaled,

    /// <summary>Not negative and none of the above: logarithms of other totals, or of a part of the genes.</summary>
    NotNegative,

    /// <summary>Something else.</summary>
    Other,
}
