namespace Sintropia.Evaluation.Conformal;

/// <summary>How far off a prediction is, in three ways, and the interval that belongs to each.</summary>
public static class ConformalScore
{
    /// <summary>Added to a predicted deviation, so that none is 0.</summary>
    public const double LeastDeviation = 1e-6;

    /// <summary>|y − μ|; the interval is μ ± q.</summary>
    public static double Absolute(double y, double mean) => Math.Abs(y - mean);

    /// <summary>|y − μ|/(σ + ε); the interval is μ ± q·(σ + ε).</summary>
    public static double Normalised(double y, double mean, double deviation) => Math.Abs(y - mean) / (deviation + LeastDeviation);

    /// <summary>max(low − y, y − high) for predicted quantiles; the interval is [low − q, high + q]. Romano, Patterson and Candès 2019, arXiv:1905.03222.</summary>
    public static double OfQuantiles(double y, double low, double high) => Math.Max(low - y, y - high);

    /// <summary>The interval of <see cref="Absolute"/>.</summary>
    public static PredictionInterval AbsoluteInterval(double mean, double quantile) => new(mean - quantile, mean + quantile);

    /// <summary>The interval of <see cref="Normalised"/>.</summary>
    public static PredictionInterval NormalisedInterval(double mean, double deviation, double quantile) => AbsoluteInterval(mean, quantile * (deviation + LeastDeviation));

    /// <summary>The interval of <see cref="OfQuantiles"/>; the quantile may be negative, and the interval then empty.</summary>
    public static PredictionInterval QuantileInterval(double low, double high, double quantile) => new(low - quantile, high + quantile);
}
