using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.DoseResponse;

/// <summary>What kind of curve is fitted, and how.</summary>
public sealed record DoseResponseOptions
{
    /// <summary>E₀ where it is fixed, by definition of the response; null where it is fitted. Default: 1, a three-parameter curve.</summary>
    public double? Zero { get; init; } = 1;

    /// <summary>Bounds of a fitted E₀.</summary>
    public (double Low, double High) ZeroWithin { get; init; } = (double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Bounds of E∞; equal bounds fix it. Default: none.</summary>
    public (double Low, double High) InfiniteWithin { get; init; } = (double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Bounds of the slope. Default: 0.1 to 5, as for GR curves (Hafner et al. 2016, doi:10.1038/nmeth.3853).</summary>
    public (double Low, double High) SlopeWithin { get; init; } = (0.1, 5);

    /// <summary>How far EC50 may lie outside the tested doses, as a factor. Default: 100.</summary>
    public double Beyond { get; init; } = 100;

    /// <summary>Weigh responses far from the curve down (Huber 1964, doi:10.1214/aoms/1177703732; 1.345 times the spread by median deviations). Default: false.</summary>
    public bool Robust { get; init; }

    /// <summary>Significance at which a sigmoid has to beat a constant. 1 accepts every sigmoid. Default: 0.05.</summary>
    public double Significance { get; init; } = 0.05;

    /// <summary>Absolute response whose dose is sought: IC50 of viabilities, GR50 of GR values. Default: 0.5.</summary>
    public double Level { get; init; } = 0.5;

    /// <summary>Where intervals come from. Default: profile likelihood.</summary>
    public IntervalMethod Intervals { get; init; } = IntervalMethod.Profile;

    /// <summary>Confidence of intervals. Default: 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Resamples of a bootstrap. Default: 500.</summary>
    public int Resamples { get; init; } = 500;

    /// <summary>Seed of a bootstrap; keep it with the result. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Counts over counts of the control: from 1 down to somewhere from 0 to 1.</summary>
    public static DoseResponseOptions Viability { get; } = new() { InfiniteWithin = (0, 1) };

    /// <summary>GR values: from 1 down to somewhere from −1 to 1.</summary>
    public static DoseResponseOptions GrowthRateInhibition { get; } = new() { InfiniteWithin = (-1, 1) };

    /// <summary>Rates relative to the control, where net loss has no lower end: from 1 to anywhere up to 1; the level is half the rate of the control.</summary>
    public static DoseResponseOptions RelativeRate { get; } = new() { InfiniteWithin = (double.NegativeInfinity, 1) };

    /// <summary>All four parameters fitted. The level has no meaning before it is set.</summary>
    public static DoseResponseOptions FourParameters { get; } = new() { Zero = null, Level = double.NaN };

    internal int FreeParameters => 2 + (Zero is null ? 1 : 0) + (InfiniteWithin.Low == InfiniteWithin.High ? 0 : 1);

    internal double CriticalRatio(double degreesOfFreedom) => FisherF.Quantile(Confidence, 1, degreesOfFreedom);

    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    internal DoseResponseOptions Checked()
    {
        if (!(Confidence is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(Confidence), Confidence, $"A confidence of {Confidence} does not exist. Give one between 0 and 1, for example 0.95.");
        if (!(Significance is > 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(Significance), Significance, $"A significance of {Significance} does not exist. Give 0.05, or 1 to accept every sigmoid.");
        if (!(Beyond >= 1)) throw new ArgumentOutOfRangeException(nameof(Beyond), Beyond, $"EC50 cannot be kept within a factor of {Beyond}. Give 1 or more.");
        if (Intervals == IntervalMethod.Bootstrap && Resamples < 20) throw new ArgumentOutOfRangeException(nameof(Resamples), Resamples, $"{Resamples} resamples have no percentiles. Give 20 or more; 500 are usual.");
        return this;
    }
}
