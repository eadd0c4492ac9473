namespace Sintropia.Evaluation.DoseResponse;

/// <summary>Where the intervals of a fit come from.</summary>
public enum IntervalMethod
{
    /// <summary>None is computed; ends are NaN.</summary>
    None,

    /// <summary>Profile likelihood: the values at which the sum of squares, least over all other parameters, does not exceed what chance allows (F). Bates and Watts 1988, ch. 6.</summary>
    Profile,

    /// <summary>Percentiles over resamples: responses are drawn with replacement at each dose where every dose has replicates, else residuals are.</summary>
    Bootstrap,
}
