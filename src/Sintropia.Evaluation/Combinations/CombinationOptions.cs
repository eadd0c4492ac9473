using Sintropia.Evaluation.DoseResponse;

namespace Sintropia.Evaluation.Combinations;

/// <summary>How combinations are scored.</summary>
public sealed record CombinationOptions
{
    /// <summary>What a response without effect is. Default: the control wells of the matrix.</summary>
    public BaselineRule Baseline { get; init; } = BaselineRule.ControlWells;

    /// <summary>Curves of single drugs over viabilities: three parameters, from 1 down to somewhere from 0 to 1.</summary>
    public DoseResponseOptions Curves { get; init; } = DoseResponseOptions.Viability with { Significance = 1, Intervals = IntervalMethod.None };

    /// <summary>Resamples for intervals of mean scores; 0 for none. Replicates of each pair of doses are drawn with replacement where every pair has them; else normal noise is added that is as large as
    /// the scatter about the curves of the single drugs. Default: 0.</summary>
    public int Resamples { get; init; }

    /// <summary>Confidence of intervals. Default: 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Seed of resamples; keep it with the result. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;
}
