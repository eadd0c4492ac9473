namespace Sintropia.Evaluation.Assays;

/// <summary>What a curve is drawn through.</summary>
public enum AssayMetric
{
    /// <summary>Responses as the table has them.</summary>
    Response,

    /// <summary>Count over the count of the control at one time: the static measure.</summary>
    Relative,

    /// <summary>Growth-rate inhibition from the start to one time.</summary>
    GrowthRateInhibition,

    /// <summary>Rate of proliferation once it is stable, over that of the control.</summary>
    DipRate,

    /// <summary>Percent growth of the NCI-60, divided by 100.</summary>
    PercentGrowth,
}
