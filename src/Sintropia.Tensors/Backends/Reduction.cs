namespace Sintropia.Tensors.Backends;

/// <summary>How the elements along an axis become one.</summary>
public enum Reduction
{
    /// <summary>Σ x.</summary>
    Sum,

    /// <summary>Σ x / n.</summary>
    Mean,

    /// <summary>Σ x².</summary>
    SumOfSquares,

    /// <summary>Σ |x|.</summary>
    SumOfMagnitudes,

    /// <summary>Σ (x − mean)², by a first pass for the mean.</summary>
    SquaredDeviations,

    /// <summary>The largest; not a number if one is not.</summary>
    Maximum,

    /// <summary>The smallest; not a number if one is not.</summary>
    Minimum,

    /// <summary>ln Σ eˣ, without overflow.</summary>
    LogSumExp,
}
