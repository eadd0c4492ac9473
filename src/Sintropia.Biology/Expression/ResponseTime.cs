namespace Sintropia.Biology.Expression;

/// <summary>What a predictor means by its answer in time.</summary>
public enum ResponseTime
{
    /// <summary>Where a cell would settle under a constant exposure; the way there is the law's.</summary>
    Settled,

    /// <summary>Where a cell is after a time of the predictor's own, stated on its card.</summary>
    Stepped,
}
