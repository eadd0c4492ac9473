namespace Sintropia.Evaluation.Statistics;

/// <summary>How a rank-sum test finds its p value.</summary>
public enum RankSumMethod
{
    /// <summary>By the normal distribution, with corrections for ties and continuity.</summary>
    Continuity,

    /// <summary>By the normal distribution, with the correction for ties alone.</summary>
    NoContinuity,

    /// <summary>By counting where a sample has at most 8 values and nothing is tied, else as <see cref="Continuity"/>: SciPy's automatic choice.</summary>
    Automatic,
}
